/** Opens the store: the embedded database in a folder, or PostgreSQL at an address. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type LogEvent } from 'kysely';
import { listenToPostgres, listenToSqlite } from './listen.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { postgresSnapshot, sqliteSnapshot } from './snapshot.ts';
import { openSqlite } from './sqlite.ts';
import { type Store, StoreError } from './store.ts';
import type { Tables } from './tables.ts';

export type StoreLocation = { dataDir: string } | { databaseUrl: string };

export interface StoreOptions {
  /** Hears of each statement once it has run, with its duration in milliseconds and how it ended. */
  onStatement?: (sql: string, milliseconds: number, failed: boolean) => void;
  /** Hears of connections that break while nobody uses them; the pool replaces them. */
  onConnectionLost?: (cause: Error) => void;
}

/**
 * Opens the store and brings its tables up to date. Several processes may do so at once.
 * Throws a StoreError where the place cannot be used, or holds a newer version's database.
 */
export async function openStore(
  location: StoreLocation,
  options: StoreOptions = {},
): Promise<Store> {
  const { onStatement, onConnectionLost = () => {} } = options;
  const log = onStatement && {
    log: ({ query, queryDurationMillis, level }: LogEvent) =>
      onStatement(query.sql, queryDurationMillis, level === 'error'),
  };
  const { kind, reading, writing, close: release } = await dialectsOf(location, onConnectionLost);
  const db = new Kysely<Tables>({ dialect: reading, ...log });
  const writer = writing === reading ? db : new Kysely<Tables>({ dialect: writing, ...log });
  const close = async () => {
    await Promise.all([...new Set([db, writer])].map((each) => each.destroy()));
    release();
  };
  try {
    await migrate(db, writer, kind);
  } catch (cause) {
    await close();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(`${placeOf(location)} cannot be opened: ${messageOf(cause)}.`, { cause });
  }
  const store: Store = {
    db,
    kind,
    close,
    write: (transaction) => writer.transaction().execute(transaction),
    snapshot: (reading) =>
      'dataDir' in location
        ? sqliteSnapshot(fileIn(location.dataDir), log ?? {}, (at) => reading({ ...store, db: at }))
        : postgresSnapshot(db, (at) => reading({ ...store, db: at })),
    listen: (ring, deaf = () => {}) =>
      'dataDir' in location
        ? listenToSqlite(fileIn(location.dataDir), ring, deaf)
        : listenToPostgres(location.databaseUrl, ring, (cause) => {
            deaf();
            onConnectionLost(cause);
          }),
  };
  return store;
}

async function dialectsOf(location: StoreLocation, onConnectionLost: (cause: Error) => void) {
  if ('dataDir' in location)
    return { kind: 'sqlite' as const, ...(await embedded(location.dataDir)) };
  const dialect = openPostgres(location.databaseUrl, onConnectionLost);
  return { kind: 'postgres' as const, reading: dialect, writing: dialect, close: () => {} };
}

/** The file of the embedded store. */
export function fileIn(dataDir: string): string {
  return join(dataDir, 'record.sqlite');
}

async function embedded(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true });
    return await openSqlite(fileIn(dataDir));
  } catch (cause) {
    throw new StoreError(
      `The folder ${dataDir} cannot hold the store: ${messageOf(cause)}. Name one that can be written to as DATA_DIR.`,
      { cause },
    );
  }
}

/** Names the store, without the password that an address may carry. */
export function placeOf(location: StoreLocation): string {
  if ('dataDir' in location) return `The store in ${location.dataDir}`;
  const url = URL.parse(location.databaseUrl);
  return `The database ${url ? `${url.host}${url.pathname} ` : ''}of DATABASE_URL`;
}

function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
