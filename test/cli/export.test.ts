/** `talks export`, and what `--json` gives to scripts. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { recordFileNames } from '../../src/intake/files.ts';
import { astana, emptyFolder, onEachDatabase } from '../databases.ts';
import { runTalks, settingsFor } from './processes.ts';

vi.setConfig({ testTimeout: 90_000 });

async function workplace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talks-export-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

onEachDatabase('talks export', (place) => {
  test('writes a folder or a file that another store imports, and exports the same again', async () => {
    const settings = settingsFor(await place());
    const folder = await workplace();
    const [set, file] = [join(folder, 'set'), join(folder, 'record.json')];
    await runTalks(['import', astana], settings);
    expect(await runTalks(['export', '--output', set], settings)).toEqual({
      status: 0,
      out: `${set}: the record at version 1\n`,
      error: '',
    });
    expect((await readdir(set)).sort()).toEqual([...recordFileNames].sort());
    const told = await runTalks(['export', '--output', file, '--json'], settings);
    expect(JSON.parse(told.out)).toEqual({ output: file, version: 1 });
    const { out: record } = await runTalks(['export'], settings);
    expect((await readFile(file, 'utf8')) === record).toBe(true);
    for (const copied of [set, file]) {
      const other = settingsFor(await emptyFolder());
      expect((await runTalks(['check', copied])).error).toBe('');
      const imported = await runTalks(['import', copied, '--json'], other);
      expect(JSON.parse(imported.out)).toMatchObject({
        version: 1,
        kinds: { quotes: { changed: [], left: 0 }, setAside: { left: 0 } },
      });
      expect((await runTalks(['export'], other)).out === record).toBe(true);
    }
    expect((await readdir(folder)).sort()).toEqual(['record.json', 'set']);
  });
});

test('an empty store is filled first, and a list is chosen with --what', async () => {
  const settings = { DATA_DIR: join(await workplace(), 'store') };
  const { out, error } = await runTalks(
    ['export', '--format', 'jsonl', '--what', 'quotes'],
    settings,
  );
  expect(error).toBe('');
  const quotes = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(quotes).toHaveLength(14);
  expect(quotes[0]).toMatchObject({ speaker: 'mohammed-alloush', delegation: 'syrian-opposition' });
  const calendar = await runTalks(
    ['export', '--format', 'ical', '--locale', 'ar', '--url', 'https://record.example/'],
    settings,
  );
  expect(calendar.out).toContain('URL:https://record.example/ar/pledges/next-meeting\r\n');
  const csv = await runTalks(['export', '--format', 'csv'], settings);
  expect(csv.out).toMatch(/^pledge,summary_en,summary_ar,/);
});

test.each([
  [
    ['--what', 'quotes'],
    'talks: --what goes with csv and jsonl: json is always the whole record.\n',
  ],
  [
    ['--json'],
    'talks: --json goes with --output: without it standard output is the export itself.\n',
  ],
  [
    ['--format', 'xml'],
    "talks: option '--format <format>' argument 'xml' is invalid. Allowed choices are json, csv, jsonl, ical. (--help tells more)\n",
  ],
  [
    ['--format', 'ical', '--locale', 'not a tag'],
    "talks: option '--locale <locale>' argument 'not a tag' is invalid. Expected a BCP 47 tag, such as ar or en-GB. (--help tells more)\n",
  ],
])('%j is refused in one line', async (args, error) => {
  expect(await runTalks(['export', ...args])).toEqual({ status: 1, out: '', error });
});

test('a folder that is not empty is left as it is, and a file that cannot be written is told', async () => {
  const folder = await workplace();
  await writeFile(join(folder, 'notes.txt'), 'mine');
  const settings = { DATA_DIR: join(await workplace(), 'store') };
  expect((await runTalks(['export', '--output', folder], settings)).error).toBe(
    `talks: ${folder} is not empty: expected a new or empty folder. Name another.\n`,
  );
  const nowhere = join(folder, 'none', 'r.csv');
  const args = ['export', '--format', 'csv', '--output', nowhere];
  expect((await runTalks(args, settings)).error).toMatch(
    /^talks: \S+\/none\/r\.csv could not be written: ENOENT.*\n$/,
  );
  expect(await readdir(folder)).toEqual(['notes.txt']);
});

test('verify --json tells a script which source a text is', async () => {
  const folder = await workplace();
  const settings = { DATA_DIR: join(folder, 'store') };
  const walk = new URL('../walk', import.meta.url).pathname;
  await runTalks(['import', join(walk, 'set')], settings);
  const article = join(walk, 'communique.txt');
  const good = await runTalks(['verify', article, '--json'], settings);
  expect([good.status, JSON.parse(good.out)]).toMatchObject([
    0,
    { source: 'valmorne-communique', same: true, failed: [] },
  ]);
  const changed = join(folder, 'changed.txt');
  await writeFile(changed, (await readFile(article, 'utf8')).replace('la route', 'une route'));
  const bad = await runTalks(['verify', changed, '--json'], settings);
  expect([bad.status, bad.error]).toEqual([1, '']);
  expect(JSON.parse(bad.out)).toMatchObject({ same: false, source: 'valmorne-communique' });
  expect(JSON.parse(bad.out).failed.length).toBeGreaterThan(0);
});
