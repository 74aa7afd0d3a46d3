import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { recordFileNames, recordFiles } from '../../src/intake/files.ts';
import type { formats } from '../../src/intake/format.ts';
import { fileSchema, schemaName, writeSchemas } from '../../src/intake/json-schema.ts';
import type { RecordSet } from '../../src/record/set.ts';
import { foldersOf } from './sets.ts';

type Frozen<Value> = Value extends object
  ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
  : Value;
type Yielded = { [List in keyof RecordSet]: Frozen<z.output<(typeof formats)[List]>> };
type Wanted = { [List in keyof RecordSet]: Frozen<RecordSet[List][number]> };

test('the format yields exactly the types of a set, key for key (held by the compiler)', () => {
  expectTypeOf<Yielded>().toEqualTypeOf<Wanted>();
});

test('every list of a set has its file', () => {
  expect(new Set(Object.values(recordFiles)).size).toBe(11);
  expectTypeOf<(typeof recordFiles)[keyof typeof recordFiles]>().toEqualTypeOf<keyof RecordSet>();
});

test('editors are given one JSON Schema a file', async () => {
  const folder = await foldersOf({});
  await writeSchemas(new URL(`file://${folder}/made/`));
  expect(await readdir(join(folder, 'made'))).toEqual([...recordFileNames].map(schemaName).sort());
  const written = await readFile(join(folder, 'made', 'people.schema.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(fileSchema('people.json'));
});

test('a schema asks for what must be there, and for nothing that may be left out', () => {
  expect(fileSchema('talks.json')).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'array',
    items: {
      required: ['slug', 'name', 'status', 'closingDocument', 'citations'],
      additionalProperties: false,
      properties: { citations: { minItems: 1 }, name: { minProperties: 1 } },
    },
  });
  expect(fileSchema('updates.json')).toMatchObject({
    items: { anyOf: [{ properties: { status: {} } }, { properties: { retracts: {} } }] },
  });
});

test('every pattern in the schemas is one that editors can read', () => {
  const patterns = recordFileNames.flatMap((file) => patternsIn(fileSchema(file)));
  expect(patterns.length).toBeGreaterThan(50);
  for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
});

test('the workspace settings give each file its schema, in fixtures and elsewhere', async () => {
  const settings = new URL('../../.vscode/settings.json', import.meta.url);
  expect(JSON.parse(await readFile(settings, 'utf8'))).toEqual({
    'json.schemas': recordFileNames.map((file) => ({
      fileMatch: [`/fixtures/*/${file}`, file],
      url: `./src/generated/fixtures/${schemaName(file)}`,
    })),
  });
});

function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'pattern' && typeof inner === 'string' ? [inner] : patternsIn(inner),
  );
}
