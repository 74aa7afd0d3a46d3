/** Brings a database's tables up to date, one numbered step after the other. */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createRecord } from './migrations/0001-record.ts';
import { createIdempotency } from './migrations/0002-idempotency.ts';
import { createSetAside } from './migrations/0003-set-aside.ts';
import { type DatabaseKind, StoreError } from './store.ts';

/** Every step there is, oldest first. A step that has been released is never changed. */
function migrationsFor(kind: DatabaseKind): Record<string, Migration> {
  return {
    '0001-record': { up: (db) => createRecord(db, kind) },
    '0002-idempotency': { up: (db) => createIdempotency(db, kind) },
    '0003-set-aside': { up: (db) => createSetAside(db, kind) },
  };
}

/**
 * Takes the steps that are missing, all or none. Several processes may start at once: one takes
 * them, the others wait. Throws a StoreError for a database that a newer version has been at.
 */
export async function migrate<T>(
  db: Kysely<T>,
  writer: Kysely<T>,
  kind: DatabaseKind,
): Promise<void> {
  const migrations = migrationsFor(kind);
  if (await hasTaken(db, Object.keys(migrations))) return;
  const take = async (within: Kysely<T>) => {
    const { error } = await new Migrator({
      db: within,
      provider: { getMigrations: async () => migrations },
    }).migrateToLatest();
    if (error) throw error;
  };
  // On PostgreSQL the migrator locks its steps by itself; on SQLite a transaction is the lock.
  await (kind === 'sqlite' ? writer.transaction().execute(take) : take(writer));
}

/** The names of all steps that this version knows, oldest first. */
export function knownSteps(kind: DatabaseKind): string[] {
  return Object.keys(migrationsFor(kind));
}

/** The names of the steps that a database has taken, oldest first; none where it is empty. */
export async function takenSteps<T>(db: Kysely<T>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** Whether every step has been taken, so that there is nothing to wait for. */
async function hasTaken<T>(db: Kysely<T>, known: readonly string[]): Promise<boolean> {
  const taken = await takenSteps(db);
  const unknown = taken.find((step) => !known.includes(step));
  if (unknown !== undefined) {
    throw new StoreError(
      `The database is of a newer version: it has taken the step ${unknown}, and this version knows only up to ${known.at(-1)}. Run the newer version, or name another database.`,
    );
  }
  return known.every((step) => taken.includes(step));
}
