/** Copies of the record, made while it is written, and put back. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { signToken } from '../../src/server/tokens.ts';
import { emptyDatabase, emptyFolder } from '../databases.ts';
import { until } from '../faults/deadline.ts';
import { rating, recordUpdate } from '../log/desk.ts';
import { initSocket } from '../log/sockets.ts';
import { openStream } from '../log/streams.ts';
import type { Answer } from '../service.ts';
import { type Running, runTalks, type Settings, startServer } from './processes.ts';

vi.setConfig({ testTimeout: 120_000 });

const secret = 'a secret of more than thirty-two characters';
const follow = 'subscription($after: String) { pledgeUpdates(after: $after) { cursor } }';

async function ask({ origin }: Running, query: string, variables: object = {}): Promise<Answer> {
  const token = await signToken(secret, { name: 'The desk', role: 'editor', days: 1 });
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

async function write(server: Running, rest: object = {}): Promise<string> {
  const { data } = await ask(server, recordUpdate, { input: rating(rest) });
  return data.recordPledgeUpdate.update.cursor;
}

/** The ids of all entries, in the order of the log. */
async function idsOf(server: Running): Promise<string[]> {
  const ids: string[] = [];
  const query = `query($after: String) {
    pledgeUpdates(first: 100, after: $after) { nodes { id cursor } }
  }`;
  for (let after = '0'; ; ) {
    const { data } = await ask(server, query, { after });
    const { nodes } = data.pledgeUpdates;
    if (nodes.length === 0) return ids;
    ids.push(...nodes.map(({ id }: { id: string }) => id));
    after = nodes.at(-1).cursor;
  }
}

async function start(rest: Settings = {}): Promise<{ server: Running; settings: Settings }> {
  const { dataDir } = await emptyFolder();
  const settings = { DATA_DIR: dataDir, JWT_SECRET: secret, RATE_LIMIT: 'off', ...rest };
  return { server: await startServer(settings), settings };
}

async function stop({ process, ended }: Running): Promise<void> {
  process.kill('SIGTERM');
  expect((await ended).status).toBe(0);
}

test('a copy that is made while editors write is whole, and has all that was acknowledged before', async () => {
  const { server, settings } = await start();
  const { dataDir: copies } = await emptyFolder();
  let acknowledged = 0;
  let over = false;
  const editors = Array.from({ length: 4 }, async () => {
    while (!over) acknowledged = Math.max(acknowledged, Number(await write(server)));
  });
  const made = [];
  for (const name of ['one', 'two', 'three']) {
    const before = acknowledged;
    const file = join(copies, name);
    const { status, out, error } = await runTalks(['backup', file, '--json'], settings);
    expect([status, error]).toEqual([0, '']);
    const { logEnd } = JSON.parse(out);
    expect(logEnd).toBeGreaterThanOrEqual(before);
    made.push({ file, logEnd });
    await until('More is written', () => acknowledged > logEnd + 5, 20_000);
  }
  over = true;
  await Promise.all(editors);
  const all = await idsOf(server);
  await stop(server);

  for (const { file, logEnd } of made) {
    const { dataDir: DATA_DIR } = await emptyFolder();
    expect((await runTalks(['restore', file], { DATA_DIR })).status).toBe(0);
    expect((await runTalks(['doctor'], { DATA_DIR })).out).toContain('No faults.');
    const restored = await startServer({ ...settings, DATA_DIR });
    expect(await idsOf(restored)).toEqual(all.slice(0, logEnd));
    await stop(restored);
  }
  expect(await readdir(copies)).toHaveLength(3);
});

test('a restore waits for the server to stop, keeps what was there, and clients that are ahead are told', async () => {
  const { server, settings } = await start();
  const { dataDir: folder } = await emptyFolder();
  const copy = join(folder, 'copy');
  const idempotencyKey = 'the same request';
  await write(server, { idempotencyKey });
  await runTalks(['backup', copy], settings);
  const ahead = await write(server);

  expect(await runTalks(['restore', copy], settings)).toEqual({
    status: 1,
    out: '',
    error: `talks: The store in ${settings.DATA_DIR} is in use: stop the server first, and then restore.\n`,
  });
  expect(await write(server)).toBe(String(Number(ahead) + 1));
  await stop(server);
  const { status, out } = await runTalks(['restore', copy, '--json'], settings);
  expect(status).toBe(0);
  const { version, logEnd, replaced } = JSON.parse(out);
  expect([version, logEnd]).toEqual([2, 2]);
  const kept = new DatabaseSync(replaced, { readOnly: true });
  expect(kept.prepare('select log_end from record_state').get()).toEqual({ log_end: 4 });
  kept.close();

  const restored = await startServer(settings);
  const advice = {
    message:
      'Expected a place in the pledge log, whose newest is "2", got "3". It is of another log, or of one that was restored from a copy: read this log from "0".',
    extensions: { code: 'BAD_CURSOR' },
  };
  const url = `${restored.origin}/graphql`;
  const resumed = await openStream(fetch, url, follow, { headers: { 'last-event-id': ahead } });
  expect((await resumed.next()).data.errors).toEqual([expect.objectContaining(advice)]);
  const socket = await initSocket(url);
  const payload = { query: follow, variables: { after: ahead } };
  socket.send({ type: 'subscribe', id: '1', payload });
  expect((await socket.next()).payload.errors).toEqual([expect.objectContaining(advice)]);
  // What was sent before the copy is known for what it is.
  const again = await ask(restored, recordUpdate, { input: rating({ idempotencyKey }) });
  expect(again.data.recordPledgeUpdate).toMatchObject({ created: false, update: { cursor: '2' } });
});

test('a file that is no whole record of this version is refused, and the store stays', async () => {
  const { server, settings } = await start();
  await stop(server);
  const { dataDir: folder } = await emptyFolder();
  const file = (name: string) => join(folder, name);
  await runTalks(['backup', file('copy')], settings);
  const bytes = await readFile(file('copy'));
  await writeFile(file('text'), 'This is no database.');
  await writeFile(file('torn'), bytes.subarray(0, bytes.length / 2));
  new DatabaseSync(file('other')).exec('create table other (id)');
  await writeFile(file('newer'), bytes);
  new DatabaseSync(file('newer')).exec(`insert into kysely_migration values ('0099-later', '')`);
  const before = await readFile(join(settings.DATA_DIR ?? '', 'record.sqlite'));
  for (const [name, message] of [
    ['missing', /^talks: There is no file [^\n]+\n$/],
    ['text', /^talks: [^\n]+ could not be copied: [^\n]+\n$/],
    ['torn', /^talks: [^\n]+(could not be copied|broken)[^\n]+\n$/],
    ['other', /^talks: The file holds no record: [^\n]+\n$/],
    [
      'newer',
      /^talks: The file is of a newer version, which has taken the step 0099-later: [^\n]+\n$/,
    ],
  ] as const) {
    const { status, error } = await runTalks(['restore', file(name)], settings);
    expect([name, status]).toEqual([name, 1]);
    expect(error).toMatch(message);
  }
  expect(await readFile(join(settings.DATA_DIR ?? '', 'record.sqlite'))).toEqual(before);
  const left = await readdir(settings.DATA_DIR ?? '');
  expect(left.filter((name) => !/^record\.sqlite(-wal|-shm)?$/.test(name))).toEqual([]);
});

test('a copy goes into a new file, and not where PostgreSQL makes its own', async () => {
  const { server, settings } = await start();
  const taken = join((await emptyFolder()).dataDir, 'taken');
  await writeFile(taken, 'precious');
  const refused = await runTalks(['backup', taken], settings);
  expect(refused.error).toBe(
    `talks: ${taken} is there already: expected the name of a new file.\n`,
  );
  expect(await readFile(taken, 'utf8')).toBe('precious');
  const elsewhere = { DATABASE_URL: 'postgres://127.0.0.1/record' };
  expect((await runTalks(['backup', 'copy'], elsewhere)).error).toMatch(
    /: pg_dump --format=custom /,
  );
  expect((await runTalks(['restore', 'copy'], elsewhere)).error).toMatch(/: pg_restore --clean /);
  await stop(server);
});

test('an export of PostgreSQL, imported into an empty database, has the same places in the log', async () => {
  const { databaseUrl: DATABASE_URL } = await emptyDatabase();
  const { server } = await start({ DATABASE_URL });
  for (let written = 0; written < 3; written++) await write(server);
  const ids = await idsOf(server);
  const file = join((await emptyFolder()).dataDir, 'copy.json');
  expect((await runTalks(['export', '--output', file], { DATABASE_URL })).status).toBe(0);
  await stop(server);
  const other = (await emptyDatabase()).databaseUrl;
  expect((await runTalks(['import', file], { DATABASE_URL: other })).status).toBe(0);
  expect((await runTalks(['doctor'], { DATABASE_URL: other, JWT_SECRET: secret })).status).toBe(0);
  const { server: restored } = await start({ DATABASE_URL: other });
  expect(await idsOf(restored)).toEqual(ids);
});
