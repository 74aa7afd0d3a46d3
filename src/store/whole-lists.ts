/**
 * Everything on record, object by object as sets hold them: page by page, in one fixed order. To
 * see one moment throughout, read them within `Store.snapshot`.
 */
import { type Selectable, sql } from 'kysely';
import type * as set from '../record/set.ts';
import type { PledgeStatus } from '../record/terms.ts';
import { readDelegation, seatsOfDelegations } from './delegations.ts';
import { historiesOf } from './log.ts';
import { pledgePartiesOf, quoteSlugsOfPledges, readPledge } from './pledges.ts';
import { readProcess } from './processes.ts';
import { readQuote } from './quotes.ts';
import { readSource } from './sources.ts';
import { readSponsor } from './sponsors.ts';
import type { Store } from './store.ts';
import type * as tables from './tables.ts';
import { outcomesOf, readTalks, sessionsOf } from './talks.ts';
import { fromJson } from './values.ts';
import { citing, citingParts, untyped } from './whole-citations.ts';
import { type EntryOnRecord, wholeLog } from './whole-log.ts';

/** A pledge, and what the log makes of it. */
export interface PledgeOnRecord {
  pledge: set.Pledge;
  status: PledgeStatus;
  ratedOn: string | null;
  supersededBy: string | null;
  version: number;
  /** When its newest entry was recorded. */
  updatedAt: string | null;
}

/** So many objects are held in memory at once. */
const pageSize = 500;

type Lists = {
  [List in Exclude<keyof set.RecordSet, 'pledges' | 'updates'>]: AsyncGenerator<
    set.RecordSet[List][number]
  >;
} & { pledges: AsyncGenerator<PledgeOnRecord>; updates: AsyncGenerator<EntryOnRecord> };

/** All lists of the record, by slug or key; the log in its own order. Nothing is read before it is asked for. */
export function wholeLists(store: Store): Lists {
  return {
    sources: objectsOf<tables.SourceTable, set.Source>(store, 'source', 'slug', async (rows) =>
      rows.map((row) => untyped(readSource(row))),
    ),
    processes: objectsOf<tables.ProcessTable, set.Process>(store, 'process', 'slug', (rows) =>
      citing(store, 'Process', rows.map(readProcess)),
    ),
    parties: objectsOf<tables.ActorTable, set.Party>(
      store,
      "actor where type = 'Party'",
      'slug',
      (rows) =>
        citing(
          store,
          'Party',
          rows.flatMap(({ slug, kind, names_json }) =>
            kind === null ? [] : [{ slug, kind, names: fromJson<set.Name[]>(names_json) }],
          ),
        ),
    ),
    people: objectsOf<tables.ActorTable, set.Person>(
      store,
      "actor where type = 'Person'",
      'slug',
      (rows) =>
        citing(
          store,
          'Person',
          rows.map(({ slug, names_json }) => ({ slug, names: fromJson<set.Name[]>(names_json) })),
        ),
    ),
    talks: objectsOf(store, 'talks', 'slug', (rows: tables.TalksTable[]) => talksOf(store, rows)),
    delegations: objectsOf(store, 'delegation', 'key', (rows: tables.DelegationTable[]) =>
      delegationsOf(store, rows),
    ),
    sponsors: objectsOf<tables.SponsorTable, set.Sponsor>(store, 'sponsor', 'key', async (rows) => {
      const sponsors = await citing(store, 'Sponsor', rows.map(readSponsor));
      return sponsors.map(({ key, ...sponsor }) => sponsor);
    }),
    quotes: objectsOf<tables.QuoteTable, set.Quote>(store, 'quote', 'slug', async (rows) => {
      const quotes = await citing(store, 'Quote', rows.map(readQuote));
      return quotes.map((quote) => ({ ...quote, delegation: partyIn(quote.delegation) }));
    }),
    pledges: objectsOf(store, 'pledge', 'slug', (rows: Selectable<tables.PledgeTable>[]) =>
      pledgesOf(store, rows),
    ),
    updates: wholeLog(store),
    setAside: objectsOf<tables.SetAsideTable, set.SetAside>(
      store,
      'set_aside',
      'key',
      async (rows) =>
        rows.map((row) => ({
          source: row.source,
          paragraph: row.paragraph,
          start: row.start_at,
          end: row.end_at,
          sha256: row.sha256,
          reason: fromJson(row.reason_json),
        })),
    ),
  };
}

/** `from` is a table, perhaps with a condition: written here, never by a caller. */
async function* objectsOf<Row, Whole>(
  store: Store,
  from: string,
  key: 'slug' | 'key',
  complete: (rows: Row[]) => Promise<Whole[]>,
): AsyncGenerator<Whole> {
  const condition = from.includes(' where ') ? sql`and` : sql`where`;
  for (let last = ''; ; ) {
    const { rows } = await sql<Row & Record<'slug' | 'key', string>>`
      select * from ${sql.raw(from)} ${condition} ${sql.ref(key)} > ${last}
      order by ${sql.ref(key)} limit ${pageSize}
    `.execute(store.db);
    yield* await complete(rows);
    const end = rows.at(-1);
    if (end === undefined || rows.length < pageSize) return;
    last = end[key];
  }
}

async function talksOf(store: Store, rows: readonly tables.TalksTable[]): Promise<set.Talks[]> {
  const slugs = rows.map(({ slug }) => slug);
  const sessions = await sessionsOf(store, slugs);
  const outcomes = await outcomesOf(store, slugs);
  const ofSessions = await citingParts(store, 'Session', sessions);
  const ofOutcomes = await citingParts(store, 'Outcome', outcomes);
  const talks = await citing(store, 'Talks', rows.map(readTalks));
  return talks.map(({ citations, ...one }, index) => ({
    ...one,
    sessions: ofSessions[index] ?? [],
    outcomes: ofOutcomes[index] ?? [],
    citations,
  }));
}

async function delegationsOf(
  store: Store,
  rows: readonly tables.DelegationTable[],
): Promise<set.Delegation[]> {
  const found = await seatsOfDelegations(
    store,
    rows.map(({ key }) => key),
  );
  const seats = await citingParts(
    store,
    'Seat',
    found.map((some) => some.map(({ delegation, ...seat }) => seat)),
  );
  const delegations = await citing(store, 'Delegation', rows.map(readDelegation));
  return delegations.map(({ key, citations, ...one }, index) => ({
    ...one,
    seats: seats[index] ?? [],
    citations,
  }));
}

async function pledgesOf(
  store: Store,
  rows: readonly Selectable<tables.PledgeTable>[],
): Promise<PledgeOnRecord[]> {
  const slugs = rows.map(({ slug }) => slug);
  const parties = await pledgePartiesOf(store, slugs);
  const quotes = await quoteSlugsOfPledges(store, slugs);
  const rated = rows.filter(({ version }) => version > 0).map(({ slug }) => slug);
  const histories = rated.length === 0 ? [] : await historiesOf(store, rated);
  const newest = new Map(rated.map((slug, index) => [slug, histories[index]?.at(-1)]));
  const pledges = await citing(store, 'Pledge', rows.map(readPledge));
  return pledges.map((one, index) => {
    const { slug, summary, act, talks, madeAt, madeOn, reportedBy, attestation, deadline } = one;
    return {
      pledge: {
        ...{ slug, summary, act, talks, madeAt, madeOn },
        parties: parties[index] ?? [],
        ...{ reportedBy, attestation },
        quotes: quotes[index] ?? [],
        deadline,
        citations: one.citations,
      },
      status: one.status,
      ratedOn: one.ratedOn,
      supersededBy: one.supersededBy,
      version: one.version,
      updatedAt: newest.get(slug)?.recordedAt ?? null,
    };
  });
}

/** The party of a delegation's key: slugs hold no slash. */
function partyIn(delegation: string | null): string | null {
  return delegation === null ? null : delegation.slice(delegation.indexOf('/') + 1);
}
