/** What was refused over one transport is refused in the same words over every other. */
import { expect, test } from 'vitest';
import { serveEmptyToFile } from './served.ts';
import { eachTransport } from './transports.ts';

const served = serveEmptyToFile();

const faulty = {
  GRAPHQL_PARSE_FAILED: 'query',
  GRAPHQL_VALIDATION_FAILED: '{ nothingOfTheKind }',
  OPERATION_TOO_COMPLEX: `{ ${'a '.repeat(2_000)} }`,
};

const pairs = Object.entries(faulty).flatMap(([code, query]) =>
  eachTransport.flatMap(([first, askFirst]) =>
    eachTransport.map(([then, askThen]) => ({ code, query, first, askFirst, then, askThen })),
  ),
);

test.each(pairs)('$code: over $first, then over $then', async (asked) => {
  const { code, query, first, askFirst, then, askThen } = asked;
  // Of its own, so that nothing of another test is remembered.
  const own = `${query} # ${first} ${then}`;
  for (const ask of [askFirst, askThen]) {
    const { errors } = await ask(served.origin, { query: own });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code });
    expect(errors?.[0]?.extensions).not.toHaveProperty('http');
  }
  expect(served.reports.splice(0)).toEqual([]);
});
