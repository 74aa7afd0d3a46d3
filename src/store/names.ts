/** What is on record, by name alone: what a new set may rest on. */
import { sql } from 'kysely';
import type { Store } from './store.ts';
import { isIn } from './values.ts';

/** How each kind is looked up: the column with the names, and the rows among which. */
const lookups = {
  process: { column: 'slug', rows: sql`process where true` },
  party: { column: 'slug', rows: sql`actor where type = 'Party'` },
  person: { column: 'slug', rows: sql`actor where type = 'Person'` },
  talks: { column: 'slug', rows: sql`talks where true` },
  delegation: { column: 'key', rows: sql`delegation where true` },
  sponsor: { column: 'key', rows: sql`sponsor where true` },
  quote: { column: 'slug', rows: sql`quote where true` },
  pledge: { column: 'slug', rows: sql`pledge where true` },
} as const;

/** A delegation and a sponsor are named `TALKS/PARTY`. */
export type NamedKind = keyof typeof lookups;

/** Which of these names are on record. */
export async function namesOnRecord(
  store: Store,
  kind: NamedKind,
  names: readonly string[],
): Promise<string[]> {
  const { column, rows: among } = lookups[kind];
  const { rows } = await sql<{ name: string }>`
    select ${sql.ref(column)} as name from ${among} and ${isIn(store, sql.ref(column), names)}
  `.execute(store.db);
  return rows.map(({ name }) => name);
}

/** Who sits in these delegations, as `TALKS/PARTY/PERSON`. */
export async function seatsOnRecord(
  store: Store,
  delegations: readonly string[],
): Promise<string[]> {
  const rows = await store.db
    .selectFrom('seat')
    .select(['delegation', 'person'])
    .where(isIn(store, sql`delegation`, delegations))
    .execute();
  return rows.map(({ delegation, person }) => `${delegation}/${person}`);
}

export interface UpdateOnRecord {
  key: string;
  pledge: string;
  retraction: boolean;
  /** The key of the entry that took it back. */
  retractedBy: string | null;
}

/** Which entries of the pledge log have these keys. */
export async function updatesOnRecord(
  store: Store,
  keys: readonly string[],
): Promise<UpdateOnRecord[]> {
  const rows = await store.db
    .selectFrom('pledge_update as entry')
    .leftJoin('pledge_update as later', 'later.retracts', 'entry.place')
    .select(['entry.key', 'entry.pledge', 'entry.kind', 'later.key as retracted_by'])
    .where(isIn(store, sql`entry.key`, keys))
    .execute();
  return rows.map(({ key, pledge, kind, retracted_by }) => ({
    key,
    pledge,
    retraction: kind === 'RETRACTED',
    retractedBy: retracted_by,
  }));
}
