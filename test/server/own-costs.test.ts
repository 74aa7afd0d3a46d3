/** What the project itself sends is within the limits that it sets. */
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { limits } from '../../src/server/limits.ts';
import { OperationCosts } from '../../src/server/operation-costs.ts';
import { shapeOf } from '../../src/server/operation-shape.ts';

const schema = buildRecordSchema();

test.each(['web', 'client', 'page-head'])('the documents of %s', (owner) => {
  const file = new URL(`../../src/generated/${owner}/persisted-documents.json`, import.meta.url);
  const documents = Object.values<string>(JSON.parse(readFileSync(file, 'utf8')));
  expect(documents.length).toBeGreaterThan(0);
  for (const text of documents) {
    const document = parse(text);
    expect(new OperationCosts().of({ schema, document }), text).toBeLessThanOrEqual(limits.cost);
    const { depth, aliases, directives } = shapeOf(document);
    expect(depth, text).toBeLessThanOrEqual(limits.depth);
    expect(aliases, text).toBeLessThanOrEqual(limits.aliases);
    expect(directives, text).toBeLessThanOrEqual(limits.directives);
  }
});
