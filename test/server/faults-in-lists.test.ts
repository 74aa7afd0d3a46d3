/** A fault in a list, of which some items are at hand and others still to come, ends nothing but its operation. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { createRecordServer } from '../../src/server/record-server.ts';
import { importSet } from '../../src/store/import.ts';
import { emptyFolder, openEmpty } from '../databases.ts';
import { madeUp } from '../graphql/made-up.ts';
import { hearUnhandled } from '../unhandled.ts';

const schema = buildRecordSchema();

/** Each with a query that brings some of its rows into memory. */
const faulty = {
  'a person and a party, one of which has to be looked up': {
    before: '{ __typename }',
    query: `query ($l: Locale = "en") { pledge(slug: "p-d") { reportedBy {
      ... on Person { seats { role } name(locale: $l) }
      ... on Party { name(locale: $l) }
    } } }`,
    message: 'Argument "locale" of non-null type "Locale!" must not be null.',
  },
  'talks of which some are at hand': {
    before: '{ pledges(first: 5) { nodes { slug talks { slug } } } talks(slug: "d-1") { slug } }',
    query: `query ($l: Locale = "en") { pledges { nodes {
      talks { process { name } } summary(locale: $l)
    } } }`,
    message: 'Argument "locale" of non-null type "Locale!" must not be null.',
  },
  'pages that cannot be, of parties whose quotations are at hand': {
    before: '{ party(slug: "red") { quotes(first: 3) { nodes { slug } } } }',
    query: `{ parties { nodes {
      quotes(first: 3) { nodes { slug } } pledges(first: 0) { totalCount }
    } } }`,
    message: 'Expected `first` from 1 to 100, got 0. Ask for the rest page by page.',
  },
};

test.each(
  Object.entries(faulty).flatMap(([name, each]) =>
    [true, false].map((usePlans) => ({ name, usePlans, ...each })),
  ),
)('$name (with plans: $usePlans)', async ({ before, query, message, usePlans }) => {
  const heard = hearUnhandled();
  const store = await openEmpty(await emptyFolder());
  await importSet(store, [madeUp]);
  const server = createRecordServer({ store, schema, usePlans, rateLimit: null });
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(() => server.close());
  const ask = async (body: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await response.json();
  };
  await ask({ query: before });
  for (let count = 0; count < 2; count += 1) {
    const { errors } = await ask({ query, variables: { l: null } });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  }
  await nextTurn();
  expect(heard).toEqual([]);
});
