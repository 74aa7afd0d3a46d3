/** `talks token`, and the settings and the secret that it signs with. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { expect, test, vi } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { tokenSecretIn } from '../../src/server/token-secret.ts';
import { createCallerReader } from '../../src/server/tokens.ts';
import { emptyFolder } from '../databases.ts';
import { runTalks } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

const secret = 'a secret of more than thirty-two characters';
const oneToken = /^[\w-]+\.[\w-]+\.[\w-]+\n$/;

test('prints a token and nothing else, and the secret in DATA_DIR is made for its owner alone', async () => {
  const { dataDir } = await emptyFolder();
  const folder = join(dataDir, 'not', 'there', 'yet');
  const { status, out, error } = await runTalks(['token', '--name', ' The night desk '], {
    DATA_DIR: folder,
  });
  expect([status, error]).toEqual([0, '']);
  expect(out).toMatch(oneToken);
  expect(await readdir(folder)).toEqual(['jwt-secret']);
  const { mode, size } = await stat(join(folder, 'jwt-secret'));
  expect([mode & 0o777, size]).toEqual([0o600, 44]);
  const readCaller = createCallerReader({ secret: await tokenSecretIn(folder) });
  expect(await readCaller(`Bearer ${out.trim()}`)).toEqual({
    id: '["talks-record","The night desk"]',
    name: 'The night desk',
    roles: ['editor'],
  });
});

test('a token is valid for as many days as it is asked for, thirty if not', async () => {
  const { dataDir } = await emptyFolder();
  const settings = { DATA_DIR: dataDir, JWT_SECRET: secret };
  const lives = [];
  for (const days of [[], ['--days', '3650']]) {
    const { out } = await runTalks(['token', '--name', 'Me', ...days], settings);
    const { exp = 0, iat = 0 } = decodeJwt(out.trim());
    lives.push((exp - iat) / 86_400);
  }
  expect(lives).toEqual([30, 3650]);
  // With a secret that is set, none is made.
  expect(await readdir(dataDir)).toEqual([]);
});

test.each([
  [[], "required option '--name <name>' not specified"],
  [['--name', ' '], 'Expected 1 to 100 characters on one line.'],
  [['--name', 'n'.repeat(101)], 'Expected 1 to 100 characters on one line.'],
  [['--name', 'two\nlines'], 'Expected 1 to 100 characters on one line.'],
  [['--name', 'Me', '--role', 'owner'], 'Allowed choices are editor.'],
  ...['0', '3651', '1.5', ''].map((days): [string[], string] => [
    ['--name', 'Me', `--days=${days}`],
    'Expected a whole number from 1 to 3650.',
  ]),
])('%j is refused in one line', async (args, reason) => {
  const { status, out, error } = await runTalks(['token', ...args], { JWT_SECRET: secret });
  expect([status, out]).toEqual([1, '']);
  expect(error).toMatch(/^talks: .*\n$/);
  expect(error).toContain(reason);
});

test('with JWKS_URL it makes none, and says where tokens come from', async () => {
  expect(
    await runTalks(['token', '--name', 'Me'], {
      JWKS_URL: 'https://login.example.org/jwks.json',
      JWT_ISSUER: 'https://login.example.org/',
      JWT_AUDIENCE: 'the-record',
    }),
  ).toEqual({
    status: 1,
    out: '',
    error:
      'talks: JWKS_URL is set: tokens come from the identity provider, and none is made here.\n',
  });
});

const provider = {
  JWKS_URL: 'https://login.example.org/jwks.json',
  JWT_ISSUER: 'https://login.example.org/',
  JWT_AUDIENCE: 'the-record',
};

test.each([
  [
    { JWT_SECRET: 's'.repeat(31) },
    'JWT_SECRET: expected at least 32 characters, but got 31. Try: openssl rand -hex 32',
  ],
  [
    { ...provider, JWT_SECRET: secret },
    'JWKS_URL: expected to stand alone, but JWT_SECRET is set too.',
  ],
  [
    { ...provider, JWT_ISSUER: ' ' },
    'JWT_ISSUER: expected the issuer that tokens name, as JWKS_URL is set, but got nothing.',
  ],
  [
    { ...provider, JWT_AUDIENCE: '' },
    'JWT_AUDIENCE: expected the audience that tokens are for, as JWKS_URL is set, but got nothing.',
  ],
  ...['file:///etc/passwd', 'login.example.org', 'javascript:alert(1)'].map(
    (url): [object, string] => [
      { ...provider, JWKS_URL: url },
      `JWKS_URL: expected an address such as https://login.example.org/jwks.json, but got "${url}".`,
    ],
  ),
])('the settings %j stop the start, by name', (settings, message) => {
  expect(() => readConfig({ ...settings })).toThrow(new ConfigError(message));
});

test('settings that are whole are taken', () => {
  expect(readConfig({}).tokenKeys).toBeNull();
  expect(readConfig({ JWT_SECRET: ` ${secret} ` }).tokenKeys).toEqual({ secret });
  expect(readConfig(provider).tokenKeys).toEqual({
    jwksUrl: provider.JWKS_URL,
    issuer: provider.JWT_ISSUER,
    audience: provider.JWT_AUDIENCE,
  });
});

test('processes that start at the same moment make one secret between them', async () => {
  const { dataDir } = await emptyFolder();
  const folder = join(dataDir, 'new');
  const made = await Promise.all(
    Array.from({ length: 4 }, () => runTalks(['token', '--name', 'Me'], { DATA_DIR: folder })),
  );
  expect(made.map(({ status, error }) => [status, error])).toEqual(made.map(() => [0, '']));
  const readCaller = createCallerReader({ secret: await tokenSecretIn(folder) });
  for (const { out } of made) expect((await readCaller(`Bearer ${out.trim()}`))?.name).toBe('Me');
  expect(await readdir(folder)).toEqual(['jwt-secret']);
});

test('so do twenty calls in one process', async () => {
  const { dataDir } = await emptyFolder();
  const made = await Promise.all(Array.from({ length: 20 }, () => tokenSecretIn(dataDir)));
  expect(new Set(made).size).toBe(1);
  expect(await readdir(dataDir)).toEqual(['jwt-secret']);
});

test('what a process that was killed has left behind is in nobody’s way', async () => {
  const { dataDir } = await emptyFolder();
  // In a container the number of the process is the same each time.
  await writeFile(join(dataDir, `jwt-secret.${process.pid}`), 'half a sec');
  expect(await tokenSecretIn(dataDir)).toHaveLength(43);
});

test.each(['', '\n', 'short\n'])(
  'a secret file that holds %j is refused, not used',
  async (text) => {
    const { dataDir } = await emptyFolder();
    const file = join(dataDir, 'jwt-secret');
    await writeFile(file, text);
    await expect(tokenSecretIn(dataDir)).rejects.toThrow(
      `${file}: expected a secret of at least 32 characters, but got ${text.trim().length}. Take the file away, and a new one is made; tokens signed with the old one are no longer valid then.`,
    );
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);

test('a data folder that cannot be used is told in one line', async () => {
  const { dataDir } = await emptyFolder();
  await writeFile(join(dataDir, 'file'), '');
  await mkdir(join(dataDir, 'folder', 'jwt-secret'), { recursive: true });
  for (const folder of [join(dataDir, 'file'), join(dataDir, 'folder')]) {
    const { status, out, error } = await runTalks(['token', '--name', 'Me'], { DATA_DIR: folder });
    expect([status, out]).toEqual([1, '']);
    expect(error).toMatch(/^talks: .*\n$/);
  }
});
