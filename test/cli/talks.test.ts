/** What `talks` says of itself. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { runTalks } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

const commands = ['serve', 'import', 'check', 'cite', 'verify'];

test('--help names every command', async () => {
  const { status, out, error } = await runTalks(['--help']);
  expect([status, error]).toEqual([0, '']);
  for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} +[\\w<[-]`, 'm'));
  expect(out).toContain('\nExample:\n  talks serve\n');
});

test.each(commands)('%s --help has an example', async (command) => {
  const { status, out, error } = await runTalks([command, '--help']);
  expect([status, error]).toEqual([0, '']);
  expect(out).toMatch(new RegExp(`^Usage: talks ${command}`));
  expect(out).toMatch(new RegExp(`\nExamples?:\n(.*\n)*  .*talks ${command}`));
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
])('%j is refused in one line', async (args, error) => {
  expect(await runTalks(args)).toEqual({ status: 1, out: '', error });
});

test('the command that the package installs is the same', async () => {
  const installed = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));
  const { stdout } = await promisify(execFile)(installed, ['--version']);
  expect(stdout).toBe('0.1.0\n');
});
