/** `talks serve` as a user starts and stops it. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { type Ended, type Running, runTalks, startServer } from './processes.ts';

// Each start is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** A clean end, with nothing said but the address. */
function stopped({ origin }: Running): Ended {
  return { status: 0, out: `The record is served at ${origin}/graphql\n`, error: '' };
}

async function countTalks({ origin }: Running): Promise<unknown> {
  const response = await fetch(`${origin}/graphql?query={allTalks{totalCount}}`);
  return await response.json();
}

/** Begins a request that will never be complete, once the server has taken it up. */
async function hangOn({ origin }: Running): Promise<void> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  socket.write(`${head}Content-Length: 50\r\nExpect: 100-continue\r\n\r\n`);
  await once(socket, 'data');
  socket.write('{');
}

describe('starting', () => {
  test('an empty store is filled, and kept for the next start', async () => {
    const { dataDir: DATA_DIR } = await emptyFolder();
    const first = await startServer({ DATA_DIR });
    expect(await countTalks(first)).toEqual({ data: { allTalks: { totalCount: 3 } } });
    first.process.kill('SIGTERM');
    expect(await first.ended).toEqual(stopped(first));

    const second = await startServer({ DATA_DIR });
    expect(await countTalks(second)).toEqual({ data: { allTalks: { totalCount: 3 } } });
    second.process.kill('SIGINT');
    expect(await second.ended).toEqual(stopped(second));
  });

  test('--check says that all is well, and serves nothing', async () => {
    expect(await runTalks(['serve', '--check'])).toEqual({
      status: 0,
      out: 'The settings and the contract hold.\n',
      error: '',
    });
  });
});

describe('what stops a start, each told in one line', () => {
  test('a setting that cannot be used', async () => {
    expect(await runTalks(['serve'], { PORT: 'http' })).toEqual({
      status: 1,
      out: '',
      error: 'talks: PORT: expected a whole number from 0 to 65535, but got "http".\n',
    });
  });

  test('a port that is in use', async () => {
    const { dataDir: DATA_DIR } = await emptyFolder();
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('The other has no port.');
    const { port } = address;
    expect(await runTalks(['serve'], { DATA_DIR, PORT: String(port) })).toEqual({
      status: 1,
      out: '',
      error: `talks: Port ${port} of 127.0.0.1 is in use: stop what listens there, or set PORT to another.\n`,
    });
  });

  test('a folder that is a file', async () => {
    const { dataDir } = await emptyFolder();
    const DATA_DIR = join(dataDir, 'file');
    await writeFile(DATA_DIR, '');
    const { status, out, error } = await runTalks(['serve'], { DATA_DIR });
    expect([status, out]).toEqual([1, '']);
    expect(error).toMatch(/^talks: [^\n]*file[^\n]*DATA_DIR\.\n$/);
  });

  test('a database that does not answer, without its password', async () => {
    const { status, out, error } = await runTalks(['serve'], {
      DATABASE_URL: 'postgres://editor:hush@127.0.0.1:1/record',
    });
    expect([status, out]).toEqual([1, '']);
    expect(error).toMatch(/^talks: [^\n]*127\.0\.0\.1:1\/record[^\n]*\n$/);
    expect(error).not.toContain('hush');
  });
});

describe('stopping', () => {
  test('takes less than five seconds where a client never finishes its request', async () => {
    const server = await startServer(await emptyFolderSettings());
    await hangOn(server);
    const began = performance.now();
    server.process.kill('SIGTERM');
    expect(await server.ended).toEqual(stopped(server));
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('happens at once where the signal is repeated', async () => {
    const server = await startServer(await emptyFolderSettings());
    await hangOn(server);
    const began = performance.now();
    const again = setInterval(() => server.process.kill('SIGINT'), 100);
    onTestFinished(() => clearInterval(again));
    expect((await server.ended).status).toBe(1);
    expect(performance.now() - began).toBeLessThan(3_500);
  });
});

async function emptyFolderSettings(): Promise<{ DATA_DIR: string }> {
  const { dataDir } = await emptyFolder();
  return { DATA_DIR: dataDir };
}
