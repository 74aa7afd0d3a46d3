/** What `npm run check:third-party` lets pass, and what it does not. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { emptyFolder } from '../databases.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Checks a copy of the project in which one thing is replaced; answers what it complains of. */
async function check(file: string, replace: (text: string) => string): Promise<string> {
  const { dataDir: folder } = await emptyFolder();
  for (const name of ['third-party.ts', 'THIRD-PARTY.md', 'package.json', 'package-lock.json']) {
    await cp(join(root, name), join(folder, name));
  }
  await mkdir(join(folder, 'node_modules/preact'), { recursive: true });
  const licence = 'node_modules/preact/LICENSE';
  await cp(join(root, licence), join(folder, licence));
  await writeFile(join(folder, file), replace(await readFile(join(folder, file), 'utf8')));
  return await promisify(execFile)(process.execPath, [
    join(folder, 'third-party.ts'),
    '--check',
  ]).then(
    ({ stderr }) => stderr,
    ({ stderr }) => stderr,
  );
}

/** Changes what package-lock.json says of pino. */
function ofPino(change: object): (text: string) => string {
  return (text) => {
    const lock = JSON.parse(text);
    Object.assign(lock.packages['node_modules/pino'], change);
    return JSON.stringify(lock);
  };
}

test('the project as it is', async () => {
  expect(await check('package.json', (text) => text)).toBe('');
});

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'a licence that asks for more',
    'package-lock.json',
    ofPino({ license: 'AGPL-3.0-only' }),
    /^pino: expected a licence of [^\n]+, but got AGPL-3\.0-only$/m,
  ],
  [
    'no licence',
    'package-lock.json',
    ofPino({ license: undefined }),
    /^pino: expected a licence of [^\n]+, but got none$/m,
  ],
  [
    'an install script',
    'package-lock.json',
    ofPino({ hasInstallScript: true }),
    /^pino: expected no install script, but it has one$/m,
  ],
  [
    'an address',
    'package-lock.json',
    ofPino({ resolved: 'https://example.org/pino.tgz' }),
    /^node_modules\/pino: expected a digest and no address/m,
  ],
  [
    'a newer version than the list has',
    'package-lock.json',
    ofPino({ version: '10.4.1' }),
    /^THIRD-PARTY\.md is not what package-lock\.json says\. Run: npm run third-party$/m,
  ],
  [
    'a range of versions',
    'package.json',
    (text) => text.replace('"pino": "', '"pino": "^'),
    /^pino: expected one exact version, but got \^10\./m,
  ],
  [
    'another package that runs code',
    'package.json',
    (text) => text.replace('"node": true', '"node": true, "pino": true'),
    /^allowScripts: expected node alone/m,
  ],
])('%s is refused', async (_, file, replace, complaint) => {
  expect(await check(file, replace)).toMatch(complaint);
});
