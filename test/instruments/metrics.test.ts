/** What whoever runs the server can count. */
import { expect, test, vi } from 'vitest';
import { emptyFolder, onEachDatabase } from '../databases.ts';
import { until } from '../faults/deadline.ts';
import { rating, recordUpdate } from '../log/desk.ts';
import { initSocket } from '../log/sockets.ts';
import { openStream } from '../log/streams.ts';
import { tokenOf } from '../service.ts';
import { type Observed, serveObserved } from './observed.ts';

const follow = 'subscription($after: String) { pledgeUpdates(after: $after) { cursor } }';

async function ask({ post }: Observed, query: string): Promise<void> {
  await (await post({ query })).text();
}

/** What the answer to the last request is counted as comes after the answer. */
function settled(served: Observed, name: string, labels: object, value: number): Promise<true> {
  return until(
    `${name} is ${value}`,
    async () => (await served.metric(name, { ...labels })) === value,
    5_000,
  );
}

onEachDatabase('the metrics', (place, kind) => {
  test('count operations by name and outcome, and the SQL that they took', async () => {
    // Whatever is at hand takes no statement.
    const served = await serveObserved(await place(), { cacheBytes: 0 });
    const statements = () =>
      served.metric('talks_sql_statement_duration_seconds_count', { database: kind });
    const before = Number(await statements());
    await ask(served, 'query WhoSat { parties { totalCount } }');
    await ask(served, 'query WhoSat { parties { totalCount } }');
    await ask(served, 'query WhoSat { pledgeUpdates(after: "x") { totalCount } }');
    await ask(served, '{ __typename }');
    // One for each of these, and one for the metrics before: they are told before they read the log's end.
    expect(await statements()).toBeGreaterThanOrEqual(before + 4);
    const count = 'talks_operations_total';
    await settled(served, count, { operation: 'WhoSat', kind: 'query', outcome: 'ok' }, 2);
    await settled(served, count, { operation: 'WhoSat', outcome: 'BAD_CURSOR' }, 1);
    await settled(served, count, { operation: 'unnamed', outcome: 'ok' }, 1);
    const took = await served.metric('talks_operation_duration_seconds_count', {
      operation: 'WhoSat',
    });
    expect(took).toBe(3);
  });

  test('tell how many follow the log, and how far each process and subscriber is', async () => {
    const served = await serveObserved(await place());
    const url = `${served.origin}/graphql`;
    const stream = await openStream(fetch, url, follow, { variables: { after: '0' } });
    await stream.next();
    const socket = await initSocket(url);
    socket.send({ type: 'subscribe', id: '1', payload: { query: follow } });
    await settled(served, 'talks_subscribers', { transport: 'sse' }, 1);
    await settled(served, 'talks_subscribers', { transport: 'websocket' }, 1);

    const authorization = `Bearer ${await tokenOf('The desk')}`;
    const variables = { input: rating() };
    await (await served.post({ query: recordUpdate, variables }, { authorization })).text();
    await socket.next();
    await stream.next();
    await settled(served, 'talks_log_end', {}, 2);
    await settled(served, 'talks_log_behind_entries', {}, 0);
    await settled(served, 'talks_log_subscriber_behind_entries', {}, 0);

    socket.send({ type: 'complete', id: '1' });
    await stream.leave();
    await settled(served, 'talks_subscribers', { transport: 'sse' }, 0);
    await settled(served, 'talks_subscribers', { transport: 'websocket' }, 0);
  });

  test('are given though the store cannot be read, and count that', async () => {
    const served = await serveObserved(await place());
    await served.store.db.schema.alterTable('record_state').renameTo('elsewhere').execute();
    await ask(served, '{ pledgeUpdates(after: "0") { totalCount } }');
    expect(await served.metric('talks_log_end')).toBeNaN();
    expect(await served.metric('talks_internal_faults_total')).toBeGreaterThan(0);
    expect(await served.metric('talks_sql_statements_failed_total')).toBeGreaterThan(0);
  });
});

test('who begins again in one breath, under the same name, leaves nothing behind', async () => {
  const served = await serveObserved(await emptyFolder());
  const socket = await initSocket(`${served.origin}/graphql`);
  const begin = { type: 'subscribe', id: '1', payload: { query: follow } };
  for (const message of [begin, { type: 'complete', id: '1' }, begin]) socket.send(message);
  await until(
    'Somebody follows',
    async () => Number(await served.metric('talks_subscribers', { transport: 'websocket' })) > 0,
    5_000,
  );
  socket.close();
  await settled(served, 'talks_subscribers', { transport: 'websocket' }, 0);
});

test('a hundred names have counts of their own, however many callers make up', async () => {
  const served = await serveObserved(await emptyFolder());
  await ask(served, 'query NeverAnswered { nothing }');
  for (let made = 0; made < 105; made++) await ask(served, `query Made${made} { __typename }`);
  await ask(served, 'query Made7 { __typename }');
  const count = 'talks_operations_total';
  await settled(served, count, { operation: 'other', outcome: 'ok' }, 5);
  await settled(served, count, { operation: 'Made7' }, 2);
  await settled(served, count, { operation: 'Made99' }, 1);
  expect(await served.metric(count, { operation: 'Made100' })).toBeUndefined();
  expect(await served.metric(count, { operation: 'NeverAnswered' })).toBeUndefined();
});

test('paths that callers make up are one route', async () => {
  const served = await serveObserved(await emptyFolder());
  for (const path of ['/a', '/b', '/pledges/halt-bombardment', '/export/nothing.csv'])
    await (await fetch(served.origin + path)).text();
  const count = 'talks_http_requests_total';
  await settled(served, count, { route: 'none', status: '404' }, 2);
  await settled(served, count, { route: 'page' }, 1);
  await settled(served, count, { route: '/export/', status: '404' }, 1);
});

test('caches count what they had and what they had not, and what they take', async () => {
  const served = await serveObserved(await emptyFolder());
  const ask = () => fetch(`${served.origin}/graphql?query={parties{totalCount}}`);
  const [requests, bytes] = ['talks_cache_requests_total', 'talks_cache_bytes'];
  // Nothing is kept before the server hears of what others write.
  await vi.waitFor(async () => {
    await ask();
    expect(await served.metric(requests, { cache: 'answers', result: 'hit' })).toBeGreaterThan(0);
  });
  expect(await served.metric(requests, { cache: 'answers', result: 'miss' })).toBeGreaterThan(0);
  expect(await served.metric(requests, { cache: 'rows', result: 'miss' })).toBeGreaterThan(0);
  for (const cache of ['answers', 'rows'])
    expect(await served.metric(bytes, { cache })).toBeGreaterThan(0);
});

test('/metrics is text that Prometheus reads, and is not there where it is not published', async () => {
  const here = await serveObserved(await emptyFolder());
  const response = await fetch(`${here.origin}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await response.text()).toMatch(/^# TYPE talks_operations_total counter$/m);
  const elsewhere = await serveObserved(await emptyFolder(), { publishMetrics: false });
  expect((await fetch(`${elsewhere.origin}/metrics`)).status).toBe(404);
});
