/** The deadlines of pledges as a calendar, in one language. */
import { localise } from '../record/locale.ts';
import { actorsBySlug } from '../store/actors.ts';
import type { Store } from '../store/store.ts';
import { type PledgeOnRecord, wholeLists } from '../store/whole-lists.ts';
import { calendarEnd, calendarEvent, calendarStart } from './calendar.ts';
import { labelLanguage, labels } from './labels.ts';
import { pageAddress } from './page-address.ts';

export interface Reader {
  /** A BCP 47 tag. */
  locale: string;
  /** Where the service is, `https://example.org`; null where links cannot be given. */
  origin: string | null;
}

/** So many makers are looked up at once. */
const batchSize = 200;

/** Every pledge whose deadline has a last day, by slug. */
export async function* deadlineCalendar(store: Store, reader: Reader): AsyncGenerator<string> {
  yield calendarStart(labels[labelLanguage(reader.locale)].words.calendar);
  let batch: PledgeOnRecord[] = [];
  for await (const one of wholeLists(store).pledges) {
    if (one.pledge.deadline?.latest == null) continue;
    batch.push(one);
    if (batch.length < batchSize) continue;
    yield* eventsOf(store, batch, reader);
    batch = [];
  }
  yield* eventsOf(store, batch, reader);
  yield calendarEnd;
}

async function* eventsOf(store: Store, batch: readonly PledgeOnRecord[], reader: Reader) {
  const makers = batch.map(({ pledge }) =>
    pledge.parties.flatMap(({ party, role }) => (role === 'MAKER' ? [party] : [])),
  );
  const slugs = [...new Set(makers.flat())];
  const actors = slugs.length === 0 ? [] : await actorsBySlug(store, slugs);
  const names = new Map(
    actors.flatMap((actor) => (actor ? [[actor.slug, localise(actor.name, reader.locale)]] : [])),
  );
  for (const [index, one] of batch.entries()) {
    const by = (makers[index] ?? []).map((slug) => names.get(slug) ?? slug);
    yield eventOf(one, by, reader);
  }
}

function eventOf(one: PledgeOnRecord, makers: readonly string[], reader: Reader): string {
  const { pledge, status, updatedAt, version } = one;
  const { locale, origin } = reader;
  const said = labels[labelLanguage(locale)];
  const lines = [
    [said.words.by, makers.join(locale.startsWith('ar') ? '، ' : ', ')],
    [said.words.status, said.status[status]],
    [said.words.attestation, said.attestation[pledge.attestation]],
    [said.words.phrase, pledge.deadline?.phrase ?? ''],
  ] as const;
  return calendarEvent({
    uid: `pledge-${pledge.slug}@talks-record`,
    day: pledge.deadline?.latest ?? '',
    summary: localise(pledge.summary, locale),
    description: lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n'),
    url: origin === null ? null : pageAddress(origin, locale, `/pledges/${pledge.slug}`),
    stamp: updatedAt ?? `${pledge.madeOn ?? '1970-01-01'}T00:00:00.000Z`,
    sequence: version,
  });
}
