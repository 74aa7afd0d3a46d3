/** What each list is as rows: the names of the columns, and the cells of each object. */
import type { Citation, Localised, Pledge, Quote, Talks } from '../record/set.ts';
import type { PledgeRole } from '../record/terms.ts';
import type { PledgeOnRecord } from '../store/whole-lists.ts';
import type { EntryOnRecord } from '../store/whole-log.ts';
import type { Cell } from './csv.ts';

/** Columns by name, each with what it holds. Cells with several values have them parted by spaces. */
export type Columns<One> = readonly (readonly [name: string, cell: (one: One) => Cell])[];

export function pledgeColumns(locales: readonly string[]): Columns<PledgeOnRecord> {
  const own = (cell: (pledge: Pledge) => Cell) => (one: PledgeOnRecord) => cell(one.pledge);
  return [
    ['pledge', own(({ slug }) => slug)],
    ...inEach('summary', locales, ({ pledge }: PledgeOnRecord) => pledge.summary),
    ['act', own(({ act }) => act)],
    ['attestation', own(({ attestation }) => attestation)],
    ['status', ({ status }) => status],
    ['rated_on', ({ ratedOn }) => ratedOn],
    ['superseded_by', ({ supersededBy }) => supersededBy],
    ['talks', own(({ talks }) => talks)],
    ['made_at', own(({ madeAt }) => madeAt)],
    ['made_on', own(({ madeOn }) => madeOn)],
    ...parts.map(
      ([name, role]) =>
        [
          name,
          own(({ parties }) =>
            parties
              .filter((one) => one.role === role)
              .map(({ party }) => party)
              .join(' '),
          ),
        ] as const,
    ),
    ['reported_by', own(({ reportedBy }) => reportedBy.join(' '))],
    ['deadline_phrase', own(({ deadline }) => deadline?.phrase ?? null)],
    ['deadline_immediate', own(({ deadline }) => deadline?.immediate ?? null)],
    ['deadline_earliest', own(({ deadline }) => deadline?.earliest ?? null)],
    ['deadline_latest', own(({ deadline }) => deadline?.latest ?? null)],
    ['quotes', own(({ quotes }) => quotes.join(' '))],
    ['citations', own(({ citations }) => passages(citations))],
    ['version', ({ version }) => version],
    ['updated_at', ({ updatedAt }) => updatedAt],
  ];
}

const parts: readonly [name: string, role: PledgeRole][] = [
  ['makers', 'MAKER'],
  ['addressees', 'ADDRESSEE'],
  ['beneficiaries', 'BENEFICIARY'],
  ['conduits', 'CONDUIT'],
  ['guarantors', 'GUARANTOR'],
  ['witnesses', 'WITNESS'],
  ['monitors', 'MONITOR'],
];

export function quoteColumns(locales: readonly string[]): Columns<Quote> {
  return [
    ['quote', ({ slug }) => slug],
    ['text', ({ text }) => text],
    ['language', ({ locale }) => locale],
    ...inEach('translation', locales, ({ translations }: Quote) => translations),
    ['form', ({ form }) => form],
    ['speaker', ({ speaker }) => speaker],
    ['delegation', ({ delegation }) => delegation],
    ['talks', ({ talks }) => talks],
    ['said_on', ({ saidOn }) => saidOn],
    ['citations', ({ citations }) => passages(citations)],
  ];
}

export function talksColumns(locales: readonly string[]): Columns<Talks> {
  return [
    ['talks', ({ slug }) => slug],
    ...inEach('name', locales, ({ name }: Talks) => name),
    ['process', ({ process }) => process],
    ['round', ({ round }) => round],
    ...inEach('city', locales, ({ city }: Talks) => city),
    ['country', ({ country }) => country],
    ['starts_on', ({ startsOn }) => startsOn],
    ['ends_on', ({ endsOn }) => endsOn],
    ['status', ({ status }) => status],
    ['format', ({ format }) => format],
    ...inEach('aim', locales, ({ aim }: Talks) => aim),
    ['closing_document', ({ closingDocument }) => closingDocument],
    ['citations', ({ citations }) => passages(citations)],
  ];
}

export const logColumns: Columns<EntryOnRecord> = [
  ['place', ({ entry }) => entry.place],
  ['entry', ({ entry }) => entry.key],
  ['kind', ({ entry }) => entry.kind],
  ['pledge', ({ entry }) => entry.pledge],
  ['previous_status', ({ entry }) => entry.previousStatus],
  ['status', ({ entry }) => entry.status],
  ['occurred_on', ({ entry }) => entry.occurredOn],
  ['rationale', ({ entry }) => entry.rationale],
  ['language', ({ entry }) => entry.locale],
  ['superseded_by', ({ entry }) => entry.supersededBy],
  ['retracts', ({ update }) => ('retracts' in update ? update.retracts : null)],
  ['recorded_at', ({ entry }) => entry.recordedAt],
  ['recorded_by', ({ entry }) => entry.recordedBy],
  ['url', ({ entry }) => entry.url],
  ['citations', ({ update }) => ('citations' in update ? passages(update.citations) : null)],
];

/** A column for each language; a cell without words in it is empty, not another language's. */
function inEach<One>(
  name: string,
  locales: readonly string[],
  words: (one: One) => Localised | null,
): Columns<One> {
  return locales.map((locale) => [`${name}_${locale}`, (one: One) => words(one)?.[locale] ?? null]);
}

/** `afp-2017:975-1105`, parted by spaces: code points of the source. */
function passages(citations: readonly Citation[]): string {
  return citations.map(({ source, start, end }) => `${source}:${start}-${end}`).join(' ');
}
