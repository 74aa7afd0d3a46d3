/** Documents that the client asks for by their identifier, in place of sending them. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import { watchPledgeLog } from '../../src/client/documents.ts';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import type { PersistedDocumentsOptions } from '../../src/server/persisted-documents.ts';
import { createRecordServer } from '../../src/server/record-server.ts';
import { emptyFolder, openAstana } from '../databases.ts';
import manifest from './generated/persisted-documents.json' with { type: 'json' };
import { rationales, take } from './log-service.ts';
import { serveScript } from './scripted-service.ts';
import { whoPledgedWhat } from './who-pledged-what.ts';

const schema = buildRecordSchema();
const documents = new Map(Object.entries(manifest));
const variables = { talks: 'astana-2' };

async function listen(persisted: PersistedDocumentsOptions): Promise<string> {
  const store = await openAstana(await emptyFolder());
  const server = createRecordServer({ store, schema, persisted });
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/graphql`;
}

describe('a service that runs nothing else than what is on file', () => {
  test.each([true, 'only'] as const)(
    'answers a client that sends identifiers: %j',
    async (persisted) => {
      const client = createClient({ url: await listen({ documents, only: true }), persisted });
      const { talks } = await client.query(whoPledgedWhat, variables);
      expect(talks?.pledges.nodes).toHaveLength(5);
      const [entry] = await take(client.subscribe(rationales, { after: '0' }), 1);
      expect(entry?.pledgeUpdates.rationale).toMatch(/^The source says/);
    },
  );

  test('has on file what the client brings along', async () => {
    const client = createClient({ url: await listen({ only: true }), persisted: 'only' });
    const [entry] = await take(client.subscribe(watchPledgeLog, { after: '0' }), 1);
    expect(entry?.pledgeUpdates.cursor).toBe('1');
  });

  test('refuses a client that sends texts', async () => {
    const client = createClient({ url: await listen({ documents, only: true }) });
    await expect(client.query(whoPledgedWhat, variables)).rejects.toMatchObject({
      code: 'PERSISTED_OPERATION_REQUIRED',
    });
  });
});

describe('where a service does not have it on file', () => {
  test('the text goes out in place of the identifier', async () => {
    const client = createClient({ url: await listen({}), persisted: true });
    expect((await client.query(whoPledgedWhat, variables)).talks?.pledges.nodes).toHaveLength(5);
    const [entry] = await take(client.subscribe(rationales, { after: '0' }), 1);
    expect(entry?.pledgeUpdates.rationale).toMatch(/^The source says/);
  });

  test('it does so at once the next time, whoever asked at the same time', async () => {
    const unknown = `{"errors":[{"message":"","extensions":{"code":"PERSISTED_OPERATION_NOT_FOUND"}}]}`;
    const service = await serveScript(
      { body: unknown },
      { body: unknown },
      { body: '{"data":{}}' },
    );
    const client = createClient({ ...service, persisted: true });
    const asking = () => client.query(whoPledgedWhat, variables);
    await Promise.all([asking(), asking()]);
    await asking();
    const sent = service.requests.map(({ body }) => Object.keys(JSON.parse(body))[0]);
    expect(sent).toEqual(['documentId', 'documentId', 'query', 'query', 'query']);
  });

  test("it is told where `persisted` is 'only'", async () => {
    const client = createClient({ url: await listen({}), persisted: 'only' });
    const refusal = { name: 'QueryError', code: 'PERSISTED_OPERATION_NOT_FOUND' };
    await expect(client.query(whoPledgedWhat, variables)).rejects.toMatchObject(refusal);
    await expect(client.subscribe(rationales).next()).rejects.toMatchObject(refusal);
  });

  test('and answers so for ever, a subscription ends with it', async () => {
    const body = `{"errors":[{"message":"","extensions":{"code":"PERSISTED_OPERATION_NOT_FOUND"}}]}`;
    const service = await serveScript({ headers: { 'content-type': 'application/json' }, body });
    const results = createClient({ ...service, persisted: true }).subscribe(rationales);
    await expect(results.next()).rejects.toThrow('');
    expect(service.requests).toHaveLength(2);
  });
});

describe('a document without an identifier', () => {
  test('goes out as text, its answer of an unknown type', async () => {
    const client = createClient({ url: await listen({}), persisted: true });
    const answer: unknown = await client.query('{ __typename }');
    expect(answer).toEqual({ __typename: 'Query' });
  });

  test("is refused where `persisted` is 'only'", async () => {
    const client = createClient({ url: 'http://127.0.0.1:1', persisted: 'only' });
    const refusal =
      /^Expected a document with an identifier in `__meta__.hash`.* begins "\{ __typename \}"/;
    await expect(client.query('{ __typename }')).rejects.toThrow(refusal);
    await expect(client.subscribe('{ __typename }').next()).rejects.toThrow(refusal);
  });
});
