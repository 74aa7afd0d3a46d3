/** The client is for browsers as for Node. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from '../architecture/import-lines.ts';

test('it needs nothing that browsers do not have', async () => {
  const [compiler, project] = ['../../node_modules/typescript/bin/tsc', '../../src/client'].map(
    (path) => fileURLToPath(new URL(path, import.meta.url)),
  );
  const options = [compiler ?? '', '--noEmit', '--project', project ?? ''];
  const faults = await promisify(execFile)(process.execPath, options).then(
    ({ stdout }) => stdout,
    ({ stdout }) => stdout,
  );
  expect(faults).toBe('');
});

test('it runs without any package', () => {
  const packages = sourceFiles()
    .filter(({ file }) => file.startsWith('src/client/'))
    .flatMap(importsOf)
    .filter(({ target }) => !/^src\/(client|generated\/client)\//.test(target));
  expect(packages).toEqual([]);
});
