/** What the log says of each request, and what it never says. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { emptyFolder, onEachDatabase } from '../databases.ts';
import { rating, recordUpdate } from '../log/desk.ts';
import { initSocket, openSocket } from '../log/sockets.ts';
import { openStream } from '../log/streams.ts';
import { tokenOf } from '../service.ts';
import { serveObserved } from './observed.ts';

const follow = 'subscription Follow($after: String) { pledgeUpdates(after: $after) { cursor } }';

test('a query is one line: its name, its status, how long it took, under the id that was answered', async () => {
  const served = await serveObserved(await emptyFolder());
  const response = await served.post({ query: 'query WhoSat { record { version } }' });
  await response.text();
  const requestId = response.headers.get('x-request-id');
  expect(requestId).toMatch(/^[\da-f-]{36}$/);
  const [line] = await served.lines({ requestId });
  expect(line).toMatchObject({
    transport: 'http',
    method: 'POST',
    path: '/graphql',
    kind: 'query',
    operation: 'WhoSat',
    status: 200,
    outcome: 'ok',
    ms: expect.any(Number),
  });
});

test('the codes of its errors stand there, whether it was read or not', async () => {
  const served = await serveObserved(await emptyFolder(), { rateLimit: 4 });
  const ask = async (query: string) => (await served.post({ query })).text();
  await ask('query Bad { nothing }');
  await ask('query {');
  await ask(`query Deep { pledgeUpdates(after: "x") { totalCount } }`);
  await fetch(`${served.origin}/graphql?query=mutation{x}`);
  await ask('{ __typename }');
  const refused = await served.lines({ path: '/graphql', outcome: 'error' }, 5);
  expect(refused.map(({ codes, operation, status }) => [codes, operation, status])).toEqual([
    [['GRAPHQL_VALIDATION_FAILED'], 'Bad', 200],
    [['GRAPHQL_PARSE_FAILED'], undefined, 200],
    [['BAD_CURSOR'], 'Deep', 200],
    [[expect.stringMatching(/^[A-Z_]+$/)], undefined, expect.any(Number)],
    [['RATE_LIMITED'], undefined, 429],
  ]);
});

test('neither tokens, nor variables, nor the words of an operation, nor a query in an address', async () => {
  const served = await serveObserved(await emptyFolder());
  const secret = 'hush-hush';
  const token = await tokenOf(secret);
  const long = `Q${'x'.repeat(500)}`;
  await served.post(
    {
      query: `query ${long}($slug: String!) { hushAlias: talks(slug: $slug) { slug } } # ${secret}`,
      variables: { slug: secret },
      operationName: long,
      extensions: { note: secret },
    },
    { authorization: `Bearer ${token}`, cookie: secret, 'user-agent': secret },
  );
  await served.post({ query: '{ __typename }', operationName: `${secret} "quoted"` });
  await fetch(`${served.origin}/graphql?query={hushAlias:__typename}&token=${secret}`);
  await fetch(`${served.origin}/elsewhere?token=${secret}`);
  await served.post(
    { query: recordUpdate, variables: { input: rating() } },
    { authorization: token },
  );
  const socket = await initSocket(`${served.origin}/graphql`, token);
  await socket.ask(`{ hushAlias: talks(slug: "${secret}") { slug } }`);
  await served.lines({}, 7);
  expect(served.text()).not.toMatch(new RegExp(`hush|${token}|${token.slice(-20)}|quoted`, 'i'));
  const [line] = await served.lines({ operation: long.slice(0, 64) });
  expect(line).toMatchObject({ outcome: 'ok' });
});

test('an operation over WebSocket is a line of its own, under the id of its connection', async () => {
  const served = await serveObserved(await emptyFolder());
  const socket = await initSocket(`${served.origin}/graphql`);
  await socket.ask('query One { record { version } }');
  await socket.ask('query Two { nothing }');
  const [opened] = await served.lines({ status: 101 });
  const lines = await served.lines({ transport: 'websocket', kind: 'query' }, 2);
  expect(lines).toEqual([
    expect.objectContaining({
      requestId: `${opened?.requestId}-1`,
      operation: 'One',
      outcome: 'ok',
    }),
    expect.objectContaining({
      requestId: `${opened?.requestId}-2`,
      operation: 'Two',
      codes: ['GRAPHQL_VALIDATION_FAILED'],
    }),
  ]);
  await expect(
    openSocket(`${served.origin}/graphql`, { origin: 'http://evil.example' }),
  ).rejects.toThrow();
  expect(await served.lines({ status: 403, transport: 'websocket' })).toHaveLength(1);
});

test('a subscription is a line when it ends, with how many entries it was sent', async () => {
  const served = await serveObserved(await emptyFolder());
  const url = `${served.origin}/graphql`;
  const stream = await openStream(fetch, url, follow, { variables: { after: '0' } });
  await stream.next();
  await stream.leave();
  const socket = await initSocket(url);
  socket.send({
    type: 'subscribe',
    id: '1',
    payload: { query: follow, variables: { after: '0' } },
  });
  await socket.next();
  socket.send({ type: 'complete', id: '1' });
  const told = { kind: 'subscription', operation: 'Follow', outcome: 'ok', events: 1 };
  expect(await served.lines({ ...told, transport: 'sse' })).toHaveLength(1);
  expect(await served.lines({ ...told, transport: 'websocket' })).toHaveLength(1);
});

onEachDatabase('an internal fault', (place) => {
  test('is a line of its own, under the id of the request that met it, over each transport', async () => {
    const served = await serveObserved(await place());
    await served.store.db.schema.alterTable('seat').renameTo('elsewhere').execute();
    const query = 'query WhoSat { delegations(first: 1) { nodes { seats { role } } } }';
    const response = await served.post({ query });
    await response.text();
    const socket = await initSocket(`${served.origin}/graphql`);
    await socket.ask(query);
    const faults = await served.lines({ level: 50 }, 2);
    const asked = await served.lines({ operation: 'WhoSat' }, 2);
    expect(faults.map(({ requestId }) => requestId)).toEqual([
      response.headers.get('x-request-id'),
      asked[1]?.requestId,
    ]);
    for (const { codes } of asked) expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    for (const { msg } of faults) expect(msg).toMatch(/^Internal error in operation WhoSat, at /);
  });
});

test('a client that leaves in the midst of its body is no fault of ours', async () => {
  const served = await serveObserved(await emptyFolder());
  const socket = connect(served.port, '127.0.0.1');
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  socket.write(`${head}Content-Length: 50\r\nExpect: 100-continue\r\n\r\n`);
  await once(socket, 'data');
  socket.write('{');
  socket.destroy();
  const [line] = await served.lines({ path: '/graphql' });
  expect(line?.codes).toContain('CLIENT_LEFT');
  expect(served.reports).toEqual([]);
});

test.each<[string, readonly string[], string, boolean]>([
  ['a trusted proxy', ['loopback'], 'req-0123456789abcdef', true],
  ['a trusted proxy, though it has a blank in it', ['loopback'], 'req 0123456789', false],
  ['a trusted proxy, though it is too long', ['loopback'], 'x'.repeat(129), false],
  ['anybody else', [], 'req-0123456789abcdef', false],
])('an id given by %s is kept: %s %s %s', async (_, trustedProxies, id, kept) => {
  const served = await serveObserved(await emptyFolder(), { trustedProxies });
  const { headers } = await fetch(`${served.origin}/health`, { headers: { 'x-request-id': id } });
  expect(headers.get('x-request-id') === id).toBe(kept);
  const [line] = await served.lines({ path: '/health' });
  expect(line?.requestId).toBe(headers.get('x-request-id'));
});
