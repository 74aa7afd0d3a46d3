/** What `talks` says of itself. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runTalks, type Settings } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

const commands = [
  'serve',
  'import',
  'check',
  'new',
  'cite',
  'token',
  'verify',
  'export',
  'doctor',
  'backup',
  'restore',
  'watch',
];

test('--help names every command, and no other', async () => {
  const { status, out, error } = await runTalks(['--help']);
  expect([status, error]).toEqual([0, '']);
  const [, listed = ''] = /\nCommands:\n((?:.+\n)+)/.exec(out) ?? [];
  const names = Array.from(listed.matchAll(/^ {2}(\w+) +[\w<[-]/gm), ([, name]) => name);
  expect(names).toEqual(commands);
  expect(out).toContain('\nExample:\n  talks serve\n');
});

test.each(commands)('%s --help has an example, and fits into 110 columns', async (command) => {
  const { status, out, error } = await runTalks([command, '--help']);
  expect([status, error]).toEqual([0, '']);
  expect(out).toMatch(new RegExp(`^Usage: talks ${command}`));
  expect(out).toMatch(new RegExp(`\nExamples?:\n(.*\n)*  .*talks ${command}`));
  expect(out.split('\n').filter((line) => line.length > 110)).toEqual([]);
});

test('colours are for terminals, and for whoever asks for them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talks-colours-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'people.json'), '{}');
  const check = (settings: Settings) => runTalks(['check', folder], { NO_COLOR: '', ...settings });
  expect((await check({ FORCE_COLOR: '1' })).error).toContain('\u001b[1m');
  const piped = await check({});
  expect(piped.error).toMatch(/people\.json.*: expected /);
  expect(piped.error + piped.out).not.toContain('\u001b');
});

test('--version prints the version of the package', async () => {
  expect(await runTalks(['--version'])).toEqual({ status: 0, out: '0.1.0\n', error: '' });
});

test.each([
  [['serv'], "talks: unknown command 'serv' (Did you mean serve?) (--help tells more)\n"],
  [['serve', '--port'], "talks: unknown option '--port' (--help tells more)\n"],
  [
    ['cite'],
    expect.stringMatching(/^talks: missing required argument '\w+' \(--help tells more\)\n$/),
  ],
  [
    ['cite', 'article.txt', 'words', '--source', 'My Source'],
    "talks: option '--source <slug>' argument 'My Source' is invalid. Expected a slug of a-z, 0-9 and single hyphens, such as my-source. (--help tells more)\n",
  ],
])('%j is refused in one line', async (args, error) => {
  expect(await runTalks(args)).toEqual({ status: 1, out: '', error });
});

test('the command that the package installs is the same', async () => {
  const installed = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));
  const { stdout } = await promisify(execFile)(installed, ['--version']);
  expect(stdout).toBe('0.1.0\n');
});
