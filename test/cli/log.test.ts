/** The log of `talks serve`, as whoever collects it gets it. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { type Settings, start, startServer } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

type Line = { readonly [field: string]: unknown };

async function settings(rest: Settings = {}): Promise<Settings> {
  return {
    DATA_DIR: (await emptyFolder()).dataDir,
    RATE_LIMIT: 'off',
    // What is answered from memory has no line.
    CACHE_MB: '0',
    LOG_LEVEL: 'info',
    ...rest,
  };
}

function linesOf(error: string): Line[] {
  return error
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function ask(origin: string, query: string): Promise<string> {
  const response = await fetch(`${origin}/graphql?${new URLSearchParams({ query })}`);
  await response.text();
  return response.headers.get('x-request-id') ?? 'none';
}

async function askMany(origin: string, count: number): Promise<string[]> {
  const asked = Array.from({ length: count }, (_, n) => ask(origin, `query Q${n} { __typename }`));
  return await Promise.all(asked);
}

test('the address stands on standard output, and a line of JSON for each request on standard error', async () => {
  const server = await startServer(await settings());
  const ids = await askMany(server.origin, 300);
  server.process.kill('SIGTERM');
  const { status, out, error } = await server.ended;
  expect([status, out]).toEqual([0, `The record is served at ${server.origin}/graphql\n`]);
  const lines = linesOf(error);
  expect(lines[0]).toMatchObject({ level: 'info', msg: 'started', database: 'sqlite' });
  expect(lines.at(-1)).toMatchObject({ level: 'info', msg: 'stopped' });
  const told = lines.filter(({ msg }) => msg === 'request').map(({ requestId }) => requestId);
  expect(told.sort()).toEqual(ids.sort());
});

test('no line is lost where the server crashes, and the cause stands there', async () => {
  const crash = `process.on('SIGUSR2', () => { throw new Error('It broke.'); })`;
  const server = await startServer(
    await settings({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` }),
  );
  const ids = await askMany(server.origin, 300);
  server.process.kill('SIGUSR2');
  const { status, error } = await server.ended;
  expect(status).toBe(1);
  const lines = linesOf(error);
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(ids.length);
  expect(lines.at(-1)).toMatchObject({
    level: 'fatal',
    msg: expect.stringContaining('Error: It broke.\n    at '),
  });
});

test('whoever does not read the log holds nothing up', async () => {
  const child = start(['serve'], await settings({ PORT: '0' }));
  const [address] = await once(createInterface({ input: child.stdout }), 'line');
  const [origin = ''] = /http:\/\/[^/]+/.exec(address) ?? [];
  // A pipe takes 64 kB; each line has some 250 bytes.
  for (let round = 0; round < 10; round++) await askMany(origin, 100);
  expect((await fetch(`${origin}/ready`)).status).toBe(200);
  const began = performance.now();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(performance.now() - began).toBeLessThan(4_000);
});

test('whoever reads the log late misses nothing', async () => {
  const child = start(['serve'], await settings({ PORT: '0' }));
  const [address] = await once(createInterface({ input: child.stdout }), 'line');
  const [origin = ''] = /http:\/\/[^/]+/.exec(address) ?? [];
  const ids: string[] = [];
  for (let round = 0; round < 10; round++) ids.push(...(await askMany(origin, 100)));
  const error = text(child.stderr);
  ids.push(...(await askMany(origin, 10)));
  child.kill('SIGTERM');
  const told = linesOf(await error).filter(({ msg }) => msg === 'request');
  expect(told.map(({ requestId }) => requestId).sort()).toEqual(ids.sort());
});

test('a log whose reader has gone takes nothing else along', async () => {
  const child = start(['serve'], await settings({ PORT: '0' }));
  const [address] = await once(createInterface({ input: child.stdout }), 'line');
  const [origin = ''] = /http:\/\/[^/]+/.exec(address) ?? [];
  child.stderr.destroy();
  for (let round = 0; round < 3; round++) {
    await askMany(origin, 10);
    await (await fetch(`${origin}/export/pledges.csv`)).text();
  }
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('LOG_LEVEL=off says nothing, and a crash is told all the same', async () => {
  const crash = `process.on('SIGUSR2', () => { throw new Error('It broke.'); })`;
  const server = await startServer(
    await settings({
      LOG_LEVEL: 'off',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}`,
    }),
  );
  await ask(server.origin, '{ __typename }');
  server.process.kill('SIGUSR2');
  expect((await server.ended).error).toMatch(/^Uncaught exception, [^\n]*Error: It broke\.\n/);
});
