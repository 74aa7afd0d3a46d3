/** PostgreSQL turns everybody out, lets nobody in, and comes back. */
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { emptyDatabase } from '../databases.ts';
import { randomly } from '../random.ts';
import { until } from './deadline.ts';
import { faultsSeed } from './log-run.ts';
import { type Loss, runThroughLoss } from './lost-database.ts';
import { startServer } from './server-process.ts';
import { heavyFields, type Subscriber, subscribe } from './subscriber.ts';
import { placesOf } from './whole-log.ts';
import { write } from './writer.ts';

/** How long clients may take, in milliseconds. */
const patience = 30_000;

test('a lost database is an error to who writes, and nothing to who listens but a wait', async () => {
  const location = await emptyDatabase();
  await runThroughLoss(
    [await startServer(location)],
    { name: 'PostgreSQL that lets nobody in', writes: 200, writers: 4, subscribers: 4 },
    lossOf(location),
  );
});

test('an entry that cannot be told whole is not passed over, nor told in part', async () => {
  const location = await emptyDatabase();
  const { lose, restore } = lossOf(location);
  const server = await startServer(location);
  const origins = [server.origin];
  const pick = randomly(faultsSeed());
  await write({ name: 'Editor', origins, share: 60, longest: 2_000, pick });
  const subscribers = (['sse', 'websocket'] as const).map((kind) =>
    subscribe({ name: kind, kind, origins, pick, fields: heavyFields }),
  );
  const all = (condition: (subscriber: Subscriber) => boolean) => () =>
    subscribers.every(condition);
  await until(
    'Both hear',
    all(({ heard }) => heard.length > 0),
    patience,
  );
  // The server has read on from the log, but cannot send: the buffers between are soon full.
  for (const subscriber of subscribers) subscriber.pause();
  await lose();
  for (const subscriber of subscribers) subscriber.resume();
  await until('Neither hears more', noChange(subscribers), patience);
  await restore();
  const [end = 0] = await placesOf(origins);
  await until(
    'Both have heard all',
    all(({ heard }) => heard.length >= end),
    patience,
  );
  for (const { heard, faults, connections } of subscribers) {
    expect([faults, connections]).toEqual([[], 1]);
    expect(heard.map(({ cursor }) => Number(cursor))).toEqual(
      Array.from({ length: end }, (_, index) => index + 1),
    );
  }
});

/** Whether nobody has heard anything for a third of a second, by the time it is looked at. */
function noChange(subscribers: readonly Subscriber[]): () => boolean {
  let before = -1;
  let looks = 0;
  return () => {
    const now = subscribers.reduce((total, { heard }) => total + heard.length, 0);
    looks = now === before ? looks + 1 : 0;
    before = now;
    return looks > 30;
  };
}

/** Turns everybody out of a database and lets nobody in; and lets them in again. */
function lossOf({ databaseUrl }: { databaseUrl: string }): Loss {
  const name = new URL(databaseUrl).pathname.slice(1);
  const administer = async (...statements: string[]) => {
    const client = new pg.Client(`${inject('postgresUrl')}/postgres`);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  return {
    lose: () =>
      administer(
        `alter database ${name} with allow_connections false`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      ),
    restore: () => administer(`alter database ${name} with allow_connections true`),
  };
}
