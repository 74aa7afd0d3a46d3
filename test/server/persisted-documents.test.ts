/** Documents on file, asked for by their identifier: over every way that an operation may come. */
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { parse, print } from 'graphql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { initSocket } from '../log/sockets.ts';
import { serveEmptyToFile } from './served.ts';

/** As Apollo's clients print and digest it. */
const count = print(parse('query Count { __typename allTalks { __typename totalCount } }'));
const hash = sha256(count);
const follow = 'subscription Follow { pledgeUpdates(after: "0") { cursor } }';
const write = `mutation Write($input: RecordPledgeUpdateInput!) {
  recordPledgeUpdate(input: $input) { __typename }
}`;
const documents = new Map([
  [`sha256:${hash}`, count],
  [`sha256:${sha256(follow)}`, follow],
  ['x-desk:write', write],
  ['two', 'query One { record { talksCount } } query Two { record { partiesCount } }'],
]);

const open = serveEmptyToFile({ persisted: { documents } });
const closed = serveEmptyToFile({ persisted: { documents, only: true } });

const counted = {
  data: { __typename: 'Query', allTalks: expect.objectContaining({ totalCount: 0 }) },
};
const strict = { accept: 'application/graphql-response+json' };
const apollo = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function post(body: object, server = open) {
  const response = await server.post(body, strict);
  return { status: response.status, ...((await response.json()) as object) };
}

function refusal(code: string, message: unknown) {
  return { errors: [{ message, extensions: { code } }] };
}

const notFound = refusal(
  'PERSISTED_OPERATION_NOT_FOUND',
  'There is no document on file as "sha256:0". Send it as "query", or ask its operator to add the manifest that holds it (PERSISTED_DOCUMENTS).',
);
const required = refusal(
  'PERSISTED_OPERATION_REQUIRED',
  expect.stringMatching(
    /^This service runs documents on file only \(PERSISTED_ONLY\): .*introspection.*schema/,
  ),
);

describe('a document on file is run', () => {
  test('by its identifier in a body, with variables and the name of an operation', async () => {
    expect(await post({ documentId: `sha256:${hash}` })).toEqual({ status: 200, ...counted });
    expect(await post({ documentId: 'two', operationName: 'Two', query: null })).toEqual({
      status: 200,
      data: { record: { partiesCount: 0 } },
    });
    const { errors } = await (await open.post({ documentId: 'x-desk:write' })).json();
    expect(errors[0].message).toMatch(/^Variable "\$input" of required type/);
  });

  test('by its identifier in an address', async () => {
    const ask = (id: string) =>
      fetch(
        `${open.origin}/graphql?${new URLSearchParams({ documentId: id, operationName: 'Two' })}`,
      );
    expect(await (await ask('two')).json()).toEqual({ data: { record: { partiesCount: 0 } } });
    expect(await (await ask('sha256:0')).json()).toEqual(notFound);
  });

  test('and what writes is not run from an address', async () => {
    const response = await fetch(`${open.origin}/graphql?documentId=x-desk:write`);
    expect(response.status).toBe(405);
  });

  test('by the hash in the form of Apollo, in a body and in an address', async () => {
    expect(await post(apollo(hash))).toEqual({ status: 200, ...counted });
    const parameters = new URLSearchParams({ extensions: JSON.stringify(apollo(hash).extensions) });
    const response = await fetch(`${open.origin}/graphql?${parameters}`);
    expect(await response.json()).toEqual(counted);
  });

  test.each(['GET', 'POST'] as const)('as server-sent events: %s', async (method) => {
    const { origin } = open;
    const asked = { documentId: `sha256:${sha256(follow)}` };
    const response = await fetch(
      method === 'GET' ? `${origin}/graphql?${new URLSearchParams(asked)}` : `${origin}/graphql`,
      {
        method,
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        ...(method === 'POST' && { body: JSON.stringify(asked) }),
      },
    );
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    await reader?.cancel();
    // The place where it begins: a refusal has none.
    expect(new TextDecoder().decode(value)).toMatch(/^id: 0\n/);
  });

  test('over WebSocket, whose protocol wants a text: an empty one', async () => {
    const socket = await initSocket(`${open.origin}/graphql`);
    const ask = async (payload: object) => {
      socket.send({ type: 'subscribe', id: 'one', payload: { query: '', ...payload } });
      const { type, payload: answer } = await socket.next();
      if (type === 'next') expect((await socket.next()).type).toBe('complete');
      return answer;
    };
    expect(await ask({ documentId: `sha256:${hash}` })).toEqual(counted);
    expect(await ask(apollo(hash))).toEqual(counted);
    expect(await ask({ query: count, ...apollo(hash) })).toEqual(counted);
    expect(await ask({ documentId: 'sha256:0' })).toEqual(notFound.errors);
    expect(await ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('what is not on file', () => {
  test('is told with what to do, and status 400 where the client knows what it means', async () => {
    expect(await post({ documentId: 'sha256:0' })).toEqual({ status: 400, ...notFound });
    const lenient = await open.post({ documentId: 'sha256:0' }, { accept: 'application/json' });
    expect([lenient.status, await lenient.json()]).toEqual([200, notFound]);
  });

  test('is run where it is sent along with its hash, and never put on file', async () => {
    const query = '{ record { sourcesCount } }';
    const sent = { query, ...apollo(sha256(query)) };
    expect(await post(sent)).toEqual({ status: 200, data: { record: { sourcesCount: 0 } } });
    expect(await post(apollo(sha256(query)))).toMatchObject({
      errors: [{ message: 'PersistedQueryNotFound' }],
    });
  });

  test.each([
    [
      'a hash of something else',
      { query: count, ...apollo(sha256('x')) },
      `The extension "persistedQuery": expected the SHA-256 of the "query" beside it, ${hash}, but got "${sha256('x')}".`,
    ],
    [
      'another version',
      apollo(hash, 2),
      `The parameter "extensions.persistedQuery": expected { "version": 1, "sha256Hash": "…" }, but got {"version":2,`,
    ],
    [
      'no hash',
      apollo(undefined),
      'The parameter "extensions.persistedQuery": expected { "version": 1',
    ],
    [
      'an identifier that is no text',
      { documentId: 12 },
      'The parameter "documentId": expected text, but got 12.',
    ],
    [
      'an identifier and a text',
      { documentId: 'two', query: count },
      'Expected either "documentId" or "query", but got both.',
    ],
    ['neither', {}, 'Must provide query string.'],
  ])('%s is the client’s fault', async (_, body, message) => {
    expect(await post(body)).toEqual({
      status: 400,
      ...refusal('BAD_REQUEST', expect.stringContaining(message)),
    });
    expect(open.reports).toEqual([]);
  });
});

describe('a service that runs nothing else', () => {
  test('runs what is on file, and a text beside its hash is not looked at', async () => {
    expect(await post({ documentId: `sha256:${hash}` }, closed)).toEqual({
      status: 200,
      ...counted,
    });
    expect(await post({ query: '{ __schema { description } }', ...apollo(hash) }, closed)).toEqual({
      status: 200,
      ...counted,
    });
  });

  test.each([
    ['an operation', { query: count }],
    ['an introspection', { query: '{ __schema { description } }' }],
    [
      'an operation with its hash',
      { query: '{ __typename }', ...apollo(sha256('{ __typename }')) },
    ],
    ['nothing', {}],
  ])('refuses %s, and says why', async (_, body) => {
    expect(await post(body, closed)).toEqual({ status: 400, ...required });
  });

  test('refuses it over GET, as server-sent events and over WebSocket alike', async () => {
    const address = `${closed.origin}/graphql?query={__typename}`;
    expect(await (await fetch(address)).json()).toEqual(required);
    const events = await fetch(address, { headers: { accept: 'text/event-stream' } });
    expect(await events.text()).toContain('PERSISTED_OPERATION_REQUIRED');
    const socket = await initSocket(`${closed.origin}/graphql`);
    expect(await socket.ask('{ __typename }')).toEqual({ data: null, ...required });
  });

  test('says of an unknown identifier that no text will help', async () => {
    expect(await post({ documentId: 'sha256:0' }, closed)).toMatchObject({
      errors: [
        {
          message:
            'There is no document on file as "sha256:0". This service runs nothing else: ask its operator to add the manifest that holds it (PERSISTED_DOCUMENTS).',
        },
      ],
    });
  });

  test('tells a browser that there is no explorer, where another shows it', async () => {
    const headers = { accept: 'text/html' };
    const refused = await fetch(`${closed.origin}/graphql`, { headers });
    expect([refused.status, await refused.text()]).toEqual([
      403,
      'There is no explorer here: this service runs documents on file only (PERSISTED_ONLY). The record is at /.\n',
    ]);
  });
});

describe('Apollo Client’s own link', () => {
  function connect(server: typeof open, useGETForHashedQueries: boolean) {
    const bodies: string[] = [];
    const observe: typeof fetch = (input, init) => {
      bodies.push(`${init?.method} ${init?.body ?? decodeURIComponent(String(input))}`);
      return fetch(input, init);
    };
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.from([
        new PersistedQueryLink({ sha256, useGETForHashedQueries }),
        new HttpLink({ uri: `${server.origin}/graphql`, fetch: observe }),
      ]),
    });
    onTestFinished(() => client.stop());
    return { client, bodies };
  }

  test.each([true, false])('gets what is on file by one request (by GET: %s)', async (byGet) => {
    for (const server of [open, closed]) {
      const { client, bodies } = connect(server, byGet);
      const { data } = await client.query({ query: gql(count) });
      expect(data).toEqual(counted.data);
      expect(bodies).toHaveLength(1);
      expect(bodies[0]).toMatch(byGet ? /^GET / : /^POST /);
      expect(bodies[0]).not.toContain('totalCount');
    }
  });

  test('sends the text of what is not, and goes on asking by hash', async () => {
    const { client, bodies } = connect(open, false);
    const query = gql`query Elsewhere { record { sourcesCount } }`;
    expect((await client.query({ query })).data).toMatchObject({ record: { sourcesCount: 0 } });
    expect(bodies).toHaveLength(2);
    await client.query({ query: gql(count) });
    expect(bodies).toHaveLength(3);
  });

  test('is told with our code where nothing but what is on file is run', async () => {
    const { client } = connect(closed, false);
    const asking = client.query({ query: gql`query Elsewhere { record { sourcesCount } }` });
    const error = await asking.catch((cause: unknown) => cause);
    if (!CombinedGraphQLErrors.is(error)) throw new Error(String(error));
    expect(error.errors[0]?.extensions?.code).toBe('PERSISTED_OPERATION_REQUIRED');
  });
});
