/** The typed client, against a real server on a real port. */
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import {
  createClient,
  QueryError,
  type ResultOf,
  type VariablesOf,
} from '../../src/client/index.ts';
import type { PledgeStatus } from '../../src/generated/sdl.ts';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { createRecordServer } from '../../src/server/record-server.ts';
import { emptyFolder, openAstana } from '../databases.ts';
import type {
  TypedDocumentString,
  WhoPledgedWhatQuery,
  WhoPledgedWhatQueryVariables,
} from './generated/graphql.ts';
import { pledgeLines, whoPledgedWhat } from './who-pledged-what.ts';

async function listen(): Promise<string> {
  const store = await openAstana(await emptyFolder());
  const server = createRecordServer({ store, schema: buildRecordSchema() });
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${port}/graphql`;
}

test('a query is typed through and through, and answers', async () => {
  const url = await listen();
  const answer = await createClient({ url }).query(whoPledgedWhat, { talks: 'astana-2' });
  expectTypeOf(answer).toEqualTypeOf<WhoPledgedWhatQuery>();
  type Pledge = NonNullable<(typeof answer)['talks']>['pledges']['nodes'][number];
  expectTypeOf<Pledge['status']>().toEqualTypeOf<PledgeStatus>();
  expectTypeOf<NonNullable<Pledge['deadline']>['latest']>().toEqualTypeOf<string | null>();
  expect(answer.talks?.pledges.nodes.map((pledge) => pledge.status)).toContain('KEPT');
});

test('the types of a document can be had by name', () => {
  expectTypeOf<ResultOf<typeof whoPledgedWhat>>().toEqualTypeOf<WhoPledgedWhatQuery>();
  expectTypeOf<VariablesOf<typeof whoPledgedWhat>>().toEqualTypeOf<WhoPledgedWhatQueryVariables>();
});

test('what is no text does not compile as a document', () => {
  const document = { kind: 'Document', definitions: [] } as const;
  // @ts-expect-error `gql` makes no text
  const ask = () => createClient({ url: '' }).query(document);
  expect(ask).toBeTypeOf('function');
});

test('the example prints who pledged what', async () => {
  const lines = await pledgeLines(await listen(), 'astana-2');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^Russia, Iran, Turkey: .+ \[KEPT\]$/);
  expect(lines[1]).toMatch(/^Russia \(reported by Mohammed Alloush\): .+ \[NOT_YET_RATED\]$/);
});

test('variables that do not fit do not compile, and the server refuses them with a code', async () => {
  const client = createClient({ url: await listen() });
  // @ts-expect-error talks is a string
  const refused = client.query(whoPledgedWhat, { talks: 2 });
  await expect(refused).rejects.toThrow(QueryError);
  await expect(refused).rejects.toMatchObject({
    errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
  });
  // @ts-expect-error talks is needed
  await expect(client.query(whoPledgedWhat, {})).rejects.toThrow(/\$talks/);
});

test('what is no GraphQL answer is told with its address and status', async () => {
  const url = (await listen()).replace('/graphql', '/nowhere');
  const document = 'query { __typename }' as unknown as TypedDocumentString<object, object>;
  await expect(createClient({ url }).query(document, {})).rejects.toThrow(
    `Expected a GraphQL answer from ${url}, got 404 Not Found`,
  );
});
