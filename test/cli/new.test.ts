/** `talks new`, and `talks check --watch` beside it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { faultText } from '../../src/intake/faults.ts';
import { recordFileNames } from '../../src/intake/files.ts';
import { readWhole } from '../whole-sets.ts';
import { runTalks } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

async function emptyPlace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talks-new-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a new set has every file, and no faults', async () => {
  const dir = join(await emptyPlace(), 'deep', 'mine');
  const out = `${dir}: an empty set; ${dir}/README.md says what goes where\n`;
  expect(await runTalks(['new', dir])).toEqual({ status: 0, out, error: '' });
  expect((await readdir(dir)).sort()).toEqual(['README.md', ...recordFileNames].sort());
  expect((await readWhole([dir])).faults).toEqual([]);
});

test('its README has an example of each file, which together are a set without faults', async () => {
  const outer = await emptyPlace();
  const dir = join(outer, 'mine');
  await runTalks(['new', dir]);
  const readme = await readFile(join(dir, 'README.md'), 'utf8');
  const example = join(outer, 'example');
  await mkdir(example);
  for (const [, name = '', goes = '', json = ''] of readme.matchAll(
    /^## (\S+)\n\n(.+)\n\n```json\n([^`]*)```/gm,
  )) {
    expect(goes.length, name).toBeGreaterThan(20);
    await writeFile(join(example, name), json);
  }
  // What a field may take is told, too.
  expect(readme).toContain('| pledges: act | DEMAND, PROPOSAL, PLEDGE, AGREEMENT, EXPECTATION |');
  expect(readme).not.toContain('NOT_YET_RATED');
  const { set, faults } = await readWhole([example]);
  expect(faults.map(faultText)).toEqual([]);
  expect(Object.entries(set).filter(([, list]) => list.length === 0)).toEqual([]);
  const text = /```text\n([^`]*)```/.exec(readme)?.[1] ?? '';
  await writeFile(join(outer, 'text.txt'), text);
  const settings = { DATA_DIR: join(outer, 'store') };
  await runTalks(['import', example], settings);
  expect(await runTalks(['verify', join(outer, 'text.txt')], settings)).toMatchObject({
    status: 0,
    error: '',
  });
});

test('a folder that is not empty, and a file, are refused and left as they are', async () => {
  const outer = await emptyPlace();
  await writeFile(join(outer, 'notes.txt'), 'mine');
  expect(await runTalks(['new', outer])).toEqual({
    status: 1,
    out: '',
    error: `talks: ${outer}: expected a new or empty folder, but got one with notes.txt in it\n`,
  });
  const file = join(outer, 'notes.txt');
  expect((await runTalks(['new', file])).error).toBe(
    `talks: ${file}: expected a new or empty folder, but got a file\n`,
  );
  expect(await readdir(outer)).toEqual(['notes.txt']);
});

test('check --watch tells of faults on each save, and of none once they are mended', async () => {
  const dir = join(await emptyPlace(), 'mine');
  await runTalks(['new', dir]);
  const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));
  const child = spawn(process.execPath, [command, 'check', dir, '--watch'], {
    env: { NO_COLOR: '1' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const faults = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value;
  expect(await next()).toMatch(/: 0 sources, .*, no faults$/);

  await writeFile(join(dir, 'people.json'), '[{"slug": "a b"}]');
  expect((await faults.next()).value).toMatch(/people\.json \$\[0\]\.slug: expected a slug/);
  expect(await next()).toBe(`${dir}: 3 faults`);
  // As editors save: a new file in the place of the old.
  await writeFile(join(dir, '.people.json.new'), '[]');
  await rename(join(dir, '.people.json.new'), join(dir, 'people.json'));
  await expect.poll(next, { timeout: 20_000 }).toMatch(/no faults$/);

  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('check --json tells counts and faults to a script', async () => {
  const dir = join(await emptyPlace(), 'mine');
  await runTalks(['new', dir]);
  const good = await runTalks(['check', dir, '--json']);
  expect([good.status, JSON.parse(good.out)]).toMatchObject([
    0,
    { counts: { talks: 0 }, faults: [] },
  ]);
  await writeFile(join(dir, 'people.json'), '{}');
  const bad = await runTalks(['check', dir, '--json']);
  expect([bad.status, bad.error]).toEqual([1, '']);
  expect(JSON.parse(bad.out).faults).toEqual([
    {
      file: join(dir, 'people.json'),
      place: '$',
      expected: 'a list of entries',
      came: 'an empty object',
    },
  ]);
});

test('a folder to watch that is not there is refused in one line', async () => {
  const { status, error } = await runTalks(['check', '/nowhere/set', '--watch']);
  expect([status, error]).toEqual([
    1,
    'talks: /nowhere/set: expected a folder or file to watch, but there is none\n',
  ]);
});
