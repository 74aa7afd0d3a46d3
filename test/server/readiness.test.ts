/** When a load balancer is told to send nobody here. */
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { emptyDatabase, openAstana } from '../databases.ts';
import { until } from '../faults/deadline.ts';
import { openStream } from '../log/streams.ts';
import { serveOnPort } from './served.ts';

const follow = 'subscription { pledgeUpdates(after: "0") { cursor } }';

test('while subscribers hear of nothing new, though all else can be read', async () => {
  const place = await emptyDatabase();
  const served = await serveOnPort(await openAstana(place));
  const ready = async () => (await fetch(`${served.origin}/ready`)).text();
  const name = new URL(place.databaseUrl).pathname.slice(1);
  const operator = new pg.Client(`${inject('postgresUrl')}/postgres`);
  await operator.connect();
  try {
    // Nobody follows: there is nothing to hear.
    await operator.query(`alter database ${name} allow_connections false`);
    expect(await ready()).toBe('ready\n');

    await operator.query(`alter database ${name} allow_connections true`);
    const stream = await openStream(fetch, `${served.origin}/graphql`, follow);
    await stream.next();
    await until('It listens', () => listening(operator, name), 5_000);
    expect(await ready()).toBe('ready\n');

    await operator.query(`alter database ${name} allow_connections false`);
    await operator.query(`select pg_terminate_backend($1)`, [await listening(operator, name)]);
    const down = 'Subscribers do not hear of new entries: the feed is down.\n';
    await until('It is not ready', async () => (await ready()) === down, 5_000);
    expect((await fetch(`${served.origin}/ready`)).status).toBe(503);

    await operator.query(`alter database ${name} allow_connections true`);
    await until('It is ready again', async () => (await ready()) === 'ready\n', 10_000);
  } finally {
    await operator.end();
  }
});

/** The process of PostgreSQL that tells the server of new entries. */
async function listening(operator: pg.Client, database: string): Promise<number | undefined> {
  const { rows } = await operator.query(
    `select pid from pg_stat_activity where datname = $1 and query like 'listen %'`,
    [database],
  );
  return rows[0]?.pid;
}
