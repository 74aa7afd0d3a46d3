/** Talks, with their sessions and outcomes. */
import { type RawBuilder, sql } from 'kysely';
import type * as set from '../record/set.ts';
import type { TalksStatus } from '../record/terms.ts';
import { rowsByKey, rowsByParent } from './by-key.ts';
import { byColumn, byDay, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { OutcomeTable, SessionTable, TalksTable } from './tables.ts';
import { type DateRange, fromJson, fromJsonOrNull, isIn, isInAny, isWithin } from './values.ts';

export interface Talks extends Omit<set.Talks, 'sessions' | 'outcomes' | 'citations'> {
  type: 'Talks';
}

/** `key` is `talks/position`, for its citations. */
export type Session = Omit<set.Session, 'citations'> & { key: string };
export type Outcome = Omit<set.Outcome, 'citations'> & { key: string };

export interface TalksFilter {
  process?: readonly string[] | null | undefined;
  party?: readonly string[] | null | undefined;
  sponsor?: readonly string[] | null | undefined;
  status?: readonly TalksStatus[] | null | undefined;
  startsOn?: DateRange | null | undefined;
}

/** `ROUND` is the order within a process: what `previous` and `next` go by. */
export type TalksOrder = 'STARTS_ON_ASC' | 'STARTS_ON_DESC' | 'ROUND';

/** The order of rounds in a process: by day, those without one last, then by number. */
const inTurn = sql`coalesce(talks.starts_on, '~'), coalesce(talks.round, 0), talks.slug`;

export async function talksBySlug(
  store: Store,
  slugs: readonly string[],
): Promise<(Talks | null)[]> {
  const rows = await rowsByKey<TalksTable>(store, 'talks', 'slug', slugs);
  return rows.map((row) => row && readTalks(row));
}

/** The round before each of these in its process; null where there is none. */
export function previousOf(store: Store, slugs: readonly string[]): Promise<(Talks | null)[]> {
  return neighboursOf(store, 'previous', slugs);
}

/** The round after each of these in its process; null where there is none. */
export function nextOf(store: Store, slugs: readonly string[]): Promise<(Talks | null)[]> {
  return neighboursOf(store, 'next', slugs);
}

async function neighboursOf(
  store: Store,
  side: 'previous' | 'next',
  slugs: readonly string[],
): Promise<(Talks | null)[]> {
  const step = side === 'previous' ? sql`lag` : sql`lead`;
  const { rows } = await sql<TalksTable & { beside: string }>`
    select talks.*, ranked.slug as beside from (
      select talks.slug, ${step}(talks.slug) over (partition by talks.process order by ${inTurn}) as neighbour
      from talks where talks.process in (
        select here.process from talks as here where ${isIn(store, sql`here.slug`, slugs)}
      )
    ) as ranked join talks on talks.slug = ranked.neighbour
    where ${isIn(store, sql`ranked.slug`, slugs)}
  `.execute(store.db, store.breaking);
  const bySlug = new Map(rows.map((row) => [row.beside, readTalks(row)]));
  return slugs.map((slug) => bySlug.get(slug) ?? null);
}

export function talksList(
  store: Store,
  filter: TalksFilter,
  order: TalksOrder,
  parent?: 'process',
): Listing<Talks> {
  const at = (table: RawBuilder<unknown>, party: readonly string[] | null | undefined) =>
    party == null
      ? []
      : [
          sql<boolean>`exists (
            select present.talks from ${table} as present
            where present.talks = talks.slug and ${isIn(store, sql`present.party`, party)}
          )`,
        ];
  return {
    order: `talks ${order}`,
    columns: sql`talks.*`,
    read: readTalks,
    from: sql`talks`,
    ...(parent && {
      parent: { column: sql<string>`talks.process`, key: sql`talks.slug`, rows: sql`talks` },
    }),
    where: [
      ...isInAny(store, sql`talks.process`, filter.process),
      ...at(sql`delegation`, filter.party),
      ...at(sql`sponsor`, filter.sponsor),
      ...isInAny(store, sql`talks.status`, filter.status),
      ...isWithin(sql`talks.starts_on`, filter.startsOn),
    ],
    sort: [
      byDay(sql`talks.starts_on`, order === 'STARTS_ON_DESC'),
      ...(order === 'ROUND' ? [{ value: sql`coalesce(talks.round, 0)`, like: 0 }] : []),
      byColumn('talks', 'slug', ''),
    ],
  };
}

export async function sessionsOf(store: Store, talks: readonly string[]): Promise<Session[][]> {
  const rows = await rowsByParent<SessionTable>(
    store,
    {
      columns: sql`session.*`,
      from: sql`session`,
      parent: sql`session.talks`,
      order: sql`session.talks, session.position`,
    },
    talks,
  );
  return rows.map((sessions) =>
    sessions.map((row) => ({
      key: `${row.talks}/${row.position}`,
      kind: row.kind,
      durationMinutes: row.duration_minutes,
      note: fromJsonOrNull(row.note_json),
    })),
  );
}

export async function outcomesOf(store: Store, talks: readonly string[]): Promise<Outcome[][]> {
  const rows = await rowsByParent<OutcomeTable>(
    store,
    {
      columns: sql`outcome.*`,
      from: sql`outcome`,
      parent: sql`outcome.talks`,
      order: sql`outcome.talks, outcome.position`,
    },
    talks,
  );
  return rows.map((outcomes) =>
    outcomes.map((row) => ({
      key: `${row.talks}/${row.position}`,
      kind: row.kind,
      summary: fromJson(row.summary_json),
      claimedBy: fromJson(row.claimed_by_json),
    })),
  );
}

export function readTalks(row: TalksTable): Talks {
  return {
    type: 'Talks',
    slug: row.slug,
    process: row.process,
    round: row.round,
    name: fromJson(row.name_json),
    city: fromJsonOrNull(row.city_json),
    country: row.country,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    status: row.status,
    format: row.format,
    aim: fromJsonOrNull(row.aim_json),
    closingDocument: row.closing_document,
  };
}
