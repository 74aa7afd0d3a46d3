/** What a server that is told to stop says of itself, and where its metrics are. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { emptyDatabase, emptyFolder } from '../databases.ts';
import { until } from '../faults/deadline.ts';
import { start, startServer } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

async function statusOf(url: string): Promise<number | null> {
  return fetch(url).then(
    ({ status }) => status,
    () => null,
  );
}

test('for DRAIN_SECONDS it is not ready and serves on, and then it ends', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const server = await startServer({ DATA_DIR, DRAIN_SECONDS: '2' });
  expect(await statusOf(`${server.origin}/ready`)).toBe(200);
  const began = performance.now();
  server.process.kill('SIGTERM');
  await until(
    'It is not ready',
    async () => (await statusOf(`${server.origin}/ready`)) === 503,
    2_000,
  );
  expect(await (await fetch(`${server.origin}/ready`)).text()).toBe(
    'The server is about to stop.\n',
  );
  expect(await statusOf(`${server.origin}/health`)).toBe(200);
  expect(await statusOf(`${server.origin}/graphql?query={__typename}`)).toBe(200);
  expect((await server.ended).status).toBe(0);
  expect(performance.now() - began).toBeGreaterThan(1_900);
});

test('METRICS_PORT has the metrics and nothing else, and the other port has none', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const child = start(['serve'], { DATA_DIR, PORT: '0', METRICS_PORT: '0' });
  const lines = createInterface({ input: child.stdout });
  const [[metrics], [served]] = await Promise.all([
    once(lines, 'line'),
    once(lines, 'line').then(() => once(lines, 'line')),
  ]);
  const [, address = ''] =
    /^The metrics are at (http:\/\/127\.0\.0\.1:\d+\/metrics)$/.exec(metrics) ?? [];
  const [, origin = ''] = /^The record is served at (.*)\/graphql$/.exec(served) ?? [];
  const text = await (await fetch(address)).text();
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  expect(text).toMatch(/^process_resident_memory_bytes /m);
  expect(text).toMatch(/^talks_log_end 1$/m);
  expect(await statusOf(address.replace('/metrics', '/graphql'))).toBe(404);
  expect(await statusOf(`${origin}/metrics`)).toBe(404);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('servers that would each sign with a secret of their own warn of it', async () => {
  const { databaseUrl: DATABASE_URL } = await emptyDatabase();
  const { dataDir: DATA_DIR } = await emptyFolder();
  const server = await startServer({ DATABASE_URL, DATA_DIR });
  server.process.kill('SIGTERM');
  const { status, error } = await server.ended;
  expect(status).toBe(0);
  expect(JSON.parse(error)).toMatchObject({
    level: 'warn',
    msg: expect.stringMatching(/^JWT_SECRET: not set beside DATABASE_URL, /),
  });
});
