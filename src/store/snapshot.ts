/** Reads the record as it is at one moment. */
import { Kysely, type KyselyConfig, type Transaction } from 'kysely';
import { openForReading } from './sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * On the embedded store a connection of its own, as all reading shares one. With WAL a transaction
 * sees what was there at its first read: https://www.sqlite.org/isolation.html
 */
export async function sqliteSnapshot<Result>(
  file: string,
  log: Pick<KyselyConfig, 'log'>,
  reading: (db: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  const { dialect, close } = openForReading(file);
  const db = new Kysely<Tables>({ dialect, ...log });
  try {
    return await db.transaction().execute(async (at) => {
      await takeSnapshot(at);
      return await reading(at);
    });
  } finally {
    await db.destroy();
    close();
  }
}

/** https://www.postgresql.org/docs/current/transaction-iso.html#XACT-REPEATABLE-READ */
export async function postgresSnapshot<Result>(
  db: Kysely<Tables>,
  reading: (db: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (at) => {
      await takeSnapshot(at);
      return await reading(at);
    });
}

/** On both databases the moment is that of the first statement. */
async function takeSnapshot(at: Transaction<Tables>): Promise<void> {
  await at.selectFrom('record_state').select('id').execute();
}
