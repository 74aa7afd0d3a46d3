/** Hears of every commit that raises the record's version, whichever process makes it. */
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** The channel that PostgreSQL tells other processes of a new version on. It carries no data. */
export const changedChannel = 'talks_record_changed';

export interface Listening {
  /** Whether a commit would ring now, as far as can be told. */
  isArmed(): boolean;
  stop(): Promise<void>;
}

/** How often the embedded store's file is asked whether somebody has written, in milliseconds. */
const pollEvery = 25;

/** The waits before a lost connection is made again, in milliseconds: the first, and the longest. */
const firstRetry = 50;
const longestRetry = 2_000;

/**
 * How often the connection to PostgreSQL is asked for a sign of life, and how long it may take, in
 * milliseconds: one that has died without a word, as behind a router, would be waited on for hours.
 */
const askEvery = 5_000;
const longestSilence = 5_000;

/** How long a connection may take to be made, in milliseconds. */
const connectWithin = 5_000;

/**
 * Rings when any connection to the file has committed, this process's among them, and when the file
 * can be asked again. The question costs a few microseconds: https://www.sqlite.org/pragma.html#pragma_data_version
 */
export function listenToSqlite(file: string, ring: () => void, deaf: () => void): Listening {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1000 });
  const question = database.prepare('pragma data_version');
  let last = question.get()?.data_version;
  let armed = true;
  const timer = setInterval(() => {
    let now: typeof last;
    try {
      now = question.get()?.data_version;
      armed = true;
    } catch {
      // Nobody could catch it here, and whoever reads is told; the next time asks for as much.
      armed = false;
      last = undefined;
      return deaf();
    }
    if (now === last) return;
    last = now;
    ring();
  }, pollEvery);
  // Whoever only listens does not keep the process alive.
  timer.unref();
  return {
    isArmed: () => armed,
    async stop() {
      clearInterval(timer);
      database.close();
    },
  };
}

/**
 * Rings when PostgreSQL tells of a commit, and each time that a lost connection is back: what
 * happened meanwhile is in the log. `onLost` hears why a connection was lost.
 */
export function listenToPostgres(
  url: string,
  ring: () => void,
  onLost: (cause: Error) => void,
): Listening {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  let stopped = false;
  let wait = firstRetry;
  // Until the first connection fails, it is on its way.
  let armed = true;

  async function connect(): Promise<void> {
    const connection = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: connectWithin,
      query_timeout: longestSilence,
    });
    client = connection;
    let lost = false;
    const again = (cause: Error) => {
      if (lost || stopped) return;
      lost = true;
      armed = false;
      clearInterval(asking);
      onLost(cause);
      connection.end().catch(() => {});
      retry = setTimeout(connect, wait);
      wait = Math.min(wait * 2, longestRetry);
    };
    connection.on('error', again);
    connection.on('end', () => again(new Error('The connection to PostgreSQL was closed.')));
    connection.on('notification', ring);
    try {
      await connection.connect();
      await connection.query(`listen ${changedChannel}`);
      wait = firstRetry;
      armed = !lost;
      ring();
      if (!lost && !stopped)
        asking = setInterval(() => connection.query('select 1').catch(again), askEvery);
    } catch (cause) {
      again(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  void connect();
  return {
    isArmed: () => armed,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      clearInterval(asking);
      await client?.end().catch(() => {});
    },
  };
}
