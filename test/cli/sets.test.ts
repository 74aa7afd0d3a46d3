import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { describeSource } from '../../src/record/passages.ts';
import { cited, foldersOf, smallSet, text } from '../intake/sets.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));
const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

interface Ended {
  status: number;
  out: string;
  error: string;
}

/** Runs `talks` in a folder, with no settings but these. */
function talks(
  folder: string,
  args: readonly string[],
  settings: { readonly [name: string]: string } = {},
): Promise<Ended> {
  const options = { cwd: folder, env: { NO_COLOR: '1', ...settings } };
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], options, (failure, out, error) => {
      const status = failure === null ? 0 : Number(failure.code);
      resolve({ status, out, error });
    });
  });
}

/** A new folder with the small set in `lund/` and its text in `lund.txt`. */
async function workplace(): Promise<string> {
  const folder = await foldersOf({ lund: smallSet() });
  await writeFile(join(folder, 'lund.txt'), text);
  return folder;
}

describe('talks check', () => {
  test('says in one line what a set holds', async () => {
    expect(await talks(await workplace(), ['check', 'lund'])).toEqual({
      status: 0,
      out: 'lund: 1 source, 1 process, 3 parties, 1 person, 1 set of talks, 1 delegation, 1 sponsor, 1 quotation, 2 pledges, 3 updates, 1 passage set aside, no faults\n',
      error: '',
    });
  });

  test('lists every fault on standard error, then their number', async () => {
    const folder = await foldersOf({
      lund: { ...smallSet(), 'quotes.json': '[', 'people.json': '{}' },
    });
    expect(await talks(folder, ['check', 'lund', 'nowhere'])).toEqual({
      status: 1,
      out: '',
      error: [
        'lund/people.json $: expected a list of entries, but got an empty object',
        'lund/quotes.json line 1, column 2: expected a value or "]", but got the end of the file',
        'nowhere: expected a folder, but got nothing: there is no such folder',
        'talks: 3 faults.',
        '',
      ].join('\n'),
    });
  });

  test('finds no fault in the fixtures', async () => {
    const inside = await readdir(fixtures, { withFileTypes: true });
    const dirs = inside.filter((one) => one.isDirectory()).map(({ name }) => name);
    expect(await talks(fixtures, ['check', ...dirs])).toMatchObject({ status: 0, error: '' });
  });
});

describe('talks cite', () => {
  test('prints a citation that can be pasted', async () => {
    const args = ['cite', 'lund.txt', 'has', 'begun', '--source', 'lund-news'];
    expect(await talks(await workplace(), args)).toEqual({
      status: 0,
      out: `${JSON.stringify(cited('has begun'))}\n`,
      error: '',
    });
  });

  test('prints every place, as lines or as one list, and tells of other spelling', async () => {
    const folder = await workplace();
    const error = [
      'talks: the words stand there in another spelling: "Brim"\n',
      'talks: 2 places have these words; take the one meant\n',
    ].join('');
    const lines = await talks(folder, ['cite', 'lund.txt', 'BRIM']);
    expect([lines.status, lines.out.split('\n').length - 1, lines.error]).toEqual([0, 2, error]);
    const list = await talks(folder, ['cite', 'lund.txt', 'BRIM', '--json']);
    expect(JSON.parse(list.out)).toEqual(
      lines.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
  });

  test('without words, prints what sources.json says of the text', async () => {
    const { out } = await talks(await workplace(), ['cite', 'lund.txt']);
    expect(JSON.parse(out)).toEqual(describeSource(text));
  });

  test.each([
    [
      'words that are not there',
      ['lund.txt', 'no such words'],
      'talks: lund.txt does not have these words, in any spelling, within one paragraph: "no such words"\n',
    ],
    [
      'a file that is missing',
      ['nowhere.txt', 'words'],
      'talks: nowhere.txt: expected a file that can be read, but got nothing: there is none\n',
    ],
    ['no file', [], "talks: missing required argument 'file' (--help tells more)\n"],
  ])('refuses %s in one line', async (_, args, error) => {
    expect(await talks(await workplace(), ['cite', ...args])).toEqual({
      status: 1,
      out: '',
      error,
    });
  });
});

async function newDatabase(): Promise<string> {
  const server = new pg.Client(`${inject('postgresUrl')}/postgres`);
  await server.connect();
  const name = `commands_${process.pid}_${Date.now()}`;
  await server.query(`create database ${name}`);
  onTestFinished(async () => {
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  });
  return `${inject('postgresUrl')}/${name}`;
}

/** The small set in two parts, the second only of log entries, and a third with faults. */
async function parts(): Promise<string> {
  const { 'updates.json': updates, ...rest } = smallSet();
  const [begun, kept, back] = updates;
  const faulty = [
    { ...begun, key: 'other', pledge: 'none' },
    { ...back, key: 'x' },
  ];
  const folder = await foldersOf({
    first: { ...rest, 'updates.json': [begun] },
    later: { 'updates.json': [kept, back] },
    faulty: { 'updates.json': faulty },
  });
  await writeFile(join(folder, 'lund.txt'), text);
  return folder;
}

const ofTheFirst = [
  'sources: 1 added (lund-news)',
  'processes: 1 added (lund)',
  'parties: 3 added (arda, brim, norway)',
  'people: 1 added (ada-lind)',
  'talks: 1 added (lund-1)',
  'delegations: 1 added (lund-1/arda)',
  'sponsors: 1 added (lund-1/norway)',
  'quotes: 1 added (lund-bridge)',
  'pledges: 2 added (open-the-bridge, count-the-prisoners)',
  'set-aside: 1 added (lund-news/0-17)',
  'updates: 1 added (count-begun)',
  'The record is at version 1.',
  '',
].join('\n');

describe.each([
  ['the embedded store', async () => ({ DATA_DIR: 'store' })],
  ['PostgreSQL', async () => ({ DATABASE_URL: await newDatabase() })],
])('on %s', (_, place) => {
  test('talks import brings sets in that rest on the record, and nothing of a faulty one', async () => {
    const folder = await parts();
    const settings = await place();
    expect(await talks(folder, ['import', 'first'], settings)).toEqual({
      status: 0,
      out: ofTheFirst,
      error: '',
    });
    expect(await talks(folder, ['import', 'later'], settings)).toMatchObject({
      out: 'updates: 2 added (bridge-kept, bridge-kept-back)\nThe record is at version 2.\n',
    });
    expect(await talks(folder, ['import', 'later', 'faulty'], settings)).toEqual({
      status: 1,
      out: '',
      error: [
        'faulty/updates.json $[0].pledge: expected the slug of a pledge, but got "none", which names none',
        'faulty/updates.json $[1].retracts: expected the key of an earlier entry of the same pledge that stands, but got "bridge-kept", which "bridge-kept-back" has taken back',
        'talks: 2 faults, so nothing was imported.',
        '',
      ].join('\n'),
    });
    expect(await talks(folder, ['import', 'later'], settings)).toEqual({
      status: 0,
      out: 'updates: 2 left\nThe record is at version 2.\n',
      error: '',
    });
  });
});

test('talks verify passes the text, and names each citation that a changed one no longer bears out', async () => {
  const folder = await parts();
  await talks(folder, ['import', 'first']);
  expect(await talks(folder, ['verify', 'lund.txt'])).toEqual({
    status: 0,
    out: 'lund.txt is the source lund-news: 15 citations checked, none at fault\n',
    error: '',
  });
  const changed = text
    .replace('has begun to', 'had begun to')
    .replace('Talks at', 'Talks in Lund at');
  await writeFile(join(folder, 'changed.txt'), changed);
  const { status, out, error } = await talks(folder, ['verify', 'changed.txt']);
  expect([status, out]).toEqual([1, '']);
  const lines = error.trim().split('\n');
  expect(lines).toHaveLength(17);
  const [was, is] = [describeSource(text), describeSource(changed)];
  expect(lines[0]).toBe(
    `changed.txt is not the text on record as lund-news: expected the digest ${was.sha256} and ${was.length} code points, but got ${is.sha256} and ${is.length}`,
  );
  const { paragraph, start, end } = cited('has begun to');
  expect(lines).toContain(
    `PledgeUpdate count-begun, paragraph ${paragraph}, ${start}–${end}: no longer holds`,
  );
  const quote = cited('We shall open the bridge within a week');
  expect(lines).toContain(
    `Quote lund-bridge, paragraph 2, ${quote.start}–${quote.end}: no longer holds; the same words stand in paragraph 2, ${quote.start + 8}–${quote.end + 8}`,
  );
  expect(lines.at(-1)).toBe('talks: 15 of 15 citations no longer hold.');
});

test('talks verify fills an empty record first, and refuses a text that is not on record', async () => {
  const folder = await workplace();
  expect(await talks(folder, ['verify', 'lund.txt'])).toEqual({
    status: 1,
    out: '',
    error: 'talks: lund.txt is no source on record: no citation of any holds in it\n',
  });
  expect(await readdir(folder)).toContain('.data');
});

test('a setting that cannot be used stops an import in one line', async () => {
  const settings = { DATABASE_URL: 'mysql://example.org/record' };
  expect(await talks(await workplace(), ['import', 'lund'], settings)).toEqual({
    status: 1,
    out: '',
    error:
      'talks: DATABASE_URL: expected an address such as postgres://user@host:5432/name, but got one that begins with "mysql:".\n',
  });
});
