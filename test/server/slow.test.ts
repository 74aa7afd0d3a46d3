/** What takes too long is ended in time: requests that do not come, and operations that do not end. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { emptyDatabase, emptyFolder, openAstana, openEmpty } from '../databases.ts';
import { rating, recordUpdate } from '../log/desk.ts';
import { tokenOf, tokenSecret } from '../service.ts';
import { serveOnPort } from './served.ts';
import { eachTransport, transports } from './transports.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A wait, in seconds, to the next whole one: a server looks once a second. */
async function secondsUntilClosed(port: number, begin: string): Promise<[string, number]> {
  const began = performance.now();
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(begin);
  return [await text(socket), Math.floor((performance.now() - began) / 1000)];
}

test('headers are waited for 10 s, and a body 20 s', async () => {
  const { port, post } = await serveOnPort(await openEmpty(await emptyFolder()));
  const [headers, body] = await Promise.all([
    secondsUntilClosed(port, 'POST /graphql HTTP/1.1\r\nHost: x\r\n'),
    secondsUntilClosed(
      port,
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    ),
    post({ query: '{ __typename }' }),
  ]);
  for (const [[answer, seconds], wait] of [
    [headers, 10],
    [body, 20],
  ] as const) {
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
    expect(answer).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/);
    expect(answer).toMatch(/Expected the headers within 10 s and the whole request within 20 s, /);
    expect(seconds).toBeGreaterThanOrEqual(wait);
    expect(seconds).toBeLessThanOrEqual(wait + 3);
  }
});

/** A record on PostgreSQL that somebody else can hold up. */
async function heldUp() {
  const location = await emptyDatabase();
  const served = await serveOnPort(await openAstana(location), {
    tokenKeys: { secret: tokenSecret },
  });
  const client = new pg.Client(location.databaseUrl);
  await client.connect();
  onTestFinished(() => client.end());
  const waiting = async () => {
    const { rows } = await client.query(`select pid from pg_locks where not granted`);
    return rows.length;
  };
  return { served, client, waiting };
}

test('an operation may take 10 s by whatever way, and its SQL ends with it', async () => {
  const { served, client, waiting } = await heldUp();
  await client.query('begin; lock table pledge in access exclusive mode');
  const began = performance.now();
  const asked = eachTransport.map(([, ask]) =>
    ask(served.origin, { query: '{ pledges { nodes { slug } } }' }),
  );
  // What is asked for at one time is read together: how many wait in the database is its own affair.
  await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0));
  const quick = transports.POST(served.origin, { query: '{ parties: people { totalCount } }' });
  expect((await quick).errors).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(5_000);
  for (const { data, errors } of await Promise.all(asked)) {
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(
          /^Expected an operation that takes at most 10 s, and stopped this one\./,
        ),
        extensions: { code: 'OPERATION_TIMED_OUT', limit: 'operationWithin', maximum: 10_000 },
      }),
    ]);
  }
  expect(performance.now() - began).toBeGreaterThan(9_900);
  await vi.waitFor(async () => expect(await waiting()).toBe(0));
  expect(served.reports).toEqual([]);
  await client.query('rollback');
  const { data } = await transports.POST(served.origin, { query: '{ pledges { totalCount } }' });
  expect(data.pledges.totalCount).toBe(6);
});

test('the SQL of somebody who has left ends as well', async () => {
  const { served, client, waiting } = await heldUp();
  await client.query('begin; lock table pledge in access exclusive mode');
  const leaving = new AbortController();
  const asked = fetch(`${served.origin}/graphql?query={pledges{nodes{slug}}}`, {
    signal: leaving.signal,
  });
  await vi.waitFor(async () => expect(await waiting()).toBe(1));
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await vi.waitFor(async () => expect(await waiting()).toBe(0));
  expect(served.reports).toEqual([]);
});

test('an entry that was given up before its turn is never written', async () => {
  const { served, client, waiting } = await heldUp();
  await client.query('begin; select * from record_state for update');
  const token = await tokenOf('The desk');
  const asked = { query: recordUpdate, variables: { input: rating({}) }, token };
  const { errors } = await transports.POST(served.origin, asked);
  expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_TIMED_OUT' } }]);
  expect(await waiting()).toBe(1);
  await client.query('rollback');
  await vi.waitFor(async () => expect(await waiting()).toBe(0));
  const { data } = await transports.POST(served.origin, asked);
  expect(data.recordPledgeUpdate.update.cursor).toBe('2');
});
