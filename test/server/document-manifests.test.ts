/** The manifests that an operator adds, and what is said of those that cannot be used. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ManifestError, readManifests } from '../../src/server/document-manifests.ts';
import { emptyFolder } from '../databases.ts';

const digest = 'sha256:ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38';

/** A folder with these files. */
async function folderOf(files: { readonly [name: string]: unknown }): Promise<string> {
  const { dataDir } = await emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(
      join(dataDir, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
  return dataDir;
}

test('a file, or all the JSON files in a folder, which may say the same thing twice', async () => {
  const folder = await folderOf({
    'one.json': { [digest]: '{__typename}', 'x-desk:two': '{ a }' },
    'two.json': { [digest]: '{__typename}', three: '{ b }' },
    'README.md': 'Whose they are.',
  });
  expect([...(await readManifests(folder)).keys()]).toEqual([digest, 'x-desk:two', 'three']);
  expect((await readManifests(join(folder, 'two.json'))).get('three')).toBe('{ b }');
});

test.each<[string, object, string]>([
  ['text that is no JSON', { 'a.json': '{' }, 'a.json: expected JSON, but could not read it: '],
  [
    'a list',
    { 'a.json': [] },
    'a.json: expected an object, { "sha256:…": "query …" }, but got a list.',
  ],
  [
    'an entry that is no text',
    { 'a.json': { x: {} } },
    'a.json: "x": expected the text of a document, but got {}.',
  ],
  [
    'an entry that is no document',
    { 'a.json': { x: '{' } },
    'a.json: "x": expected a GraphQL document, but got a Syntax Error: ',
  ],
  [
    'an entry that was changed',
    { 'a.json': { [digest]: '{ __typename }' } },
    `a.json: "${digest}": expected the document with this digest, but got sha256:`,
  ],
  [
    'two documents by one name',
    { 'a.json': { x: '{ a }' }, 'b.json': { x: '{ b }' } },
    'b.json: "x": expected one document, but another file has another.',
  ],
])('%s is refused in one line', async (_, files, message) => {
  const folder = await folderOf({ ...files });
  const refusal = await readManifests(folder).catch((cause: unknown) => cause);
  expect(refusal).toBeInstanceOf(ManifestError);
  const came = String(refusal);
  expect(came).toContain(`PERSISTED_DOCUMENTS: ${join(folder, message)}`);
  expect(came).not.toContain('\n');
});

test('a place where there is nothing is named', async () => {
  const folder = await folderOf({});
  await expect(readManifests(folder)).rejects.toThrow(
    `PERSISTED_DOCUMENTS: expected JSON files in "${folder}", but found none.`,
  );
  await expect(readManifests(`${folder}/none`)).rejects.toThrow(
    `PERSISTED_DOCUMENTS: expected a JSON file or a folder of them at "${folder}/none", but there is none.`,
  );
  await mkdir(join(folder, 'a.json'));
  await expect(readManifests(folder)).rejects.toThrow('a.json: expected JSON, but could not read');
});
