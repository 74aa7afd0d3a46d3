/** PostgreSQL, where one machine is not enough. */
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { PreparingPool } from './postgres-statements.ts';

/** int8: counts and places come as numbers; they stay far below 2^53. */
const int8 = 20;

/** A connection is made anew after so many uses: what it has prepared is then what is in use now. */
const usesOfConnection = 10_000;

/** Connects when the first statement runs. `onLost` hears of idle connections that break. */
export function openPostgres(url: string, onLost: (cause: Error) => void): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    maxUses: usesOfConnection,
    connectionTimeoutMillis: 5000,
    // A server that froze within a transaction would hold the log's lock for all the others.
    idle_in_transaction_session_timeout: 60_000,
    types: {
      getTypeParser: (oid, format) =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
    },
  });
  // Without a listener, a connection lost while idle would end the process.
  pool.on('error', onLost);
  // The pool listens to idle connections alone. One that is lost in use fails the statement that
  // uses it, and would end the process besides.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({ pool: new PreparingPool(pool) });
}
