/** The record as a whole: what is on it, its version, and how far the log has come. */
import { type Kysely, sql } from 'kysely';
import { changedChannel } from './listen.ts';
import type { Store } from './store.ts';
import type { RecordStateTable, Tables } from './tables.ts';

export interface RecordState {
  /** Raised by every import that changes something and by every entry of the log. */
  version: number;
  /** The newest place in the log; 0 where it is empty. */
  logEnd: number;
}

const counted = {
  processes: sql`process`,
  talks: sql`talks`,
  parties: sql`actor where type = 'Party'`,
  people: sql`actor where type = 'Person'`,
  delegations: sql`delegation`,
  sponsors: sql`sponsor`,
  quotes: sql`quote`,
  pledges: sql`pledge`,
  sources: sql`source`,
} as const;

export type Counts = Record<keyof typeof counted, number>;

export async function recordState(store: Store): Promise<RecordState> {
  const row = await store.db
    .selectFrom('record_state')
    .selectAll()
    .executeTakeFirstOrThrow(store.breaking);
  return { version: row.version, logEnd: row.log_end };
}

/** How much of each there is, in one statement. */
export async function recordCounts(store: Store): Promise<Counts> {
  const columns = Object.entries(counted).map(
    ([name, from]) => sql`(select count(*) from ${from}) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Counts>`select ${sql.join(columns)}`.execute(store.db, store.breaking);
  const [counts] = rows;
  if (!counts) throw new Error('A select of counts gave no row.');
  return counts;
}

/**
 * Takes the lock that whoever writes into the log holds until the transaction ends: so places
 * are in the order of commits. On the embedded store every transaction is alone already.
 */
export async function lockRecord(store: Store, db: Kysely<Tables>): Promise<RecordStateTable> {
  const query = db.selectFrom('record_state').selectAll();
  const locking = store.kind === 'postgres' ? query.forUpdate() : query;
  return await locking.executeTakeFirstOrThrow();
}

/** Raises the version, and the log's end by as many entries as are about to be written. */
export async function raiseRecord(
  store: Store,
  db: Kysely<Tables>,
  entries: number,
): Promise<RecordStateTable> {
  if (store.kind === 'postgres') await sql`select pg_notify(${changedChannel}, '')`.execute(db);
  return await db
    .updateTable('record_state')
    .set({ version: sql`version + 1`, log_end: sql`log_end + ${entries}` })
    .returningAll()
    .executeTakeFirstOrThrow();
}
