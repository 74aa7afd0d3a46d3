/** Following and writing over one WebSocket, by the graphql-transport-ws protocol. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { GraphQLSchema } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { createObservation } from '../../src/server/instruments/observation.ts';
import { observeSockets } from '../../src/server/instruments/observed-sockets.ts';
import { createOriginReader } from '../../src/server/instruments/request-id.ts';
import { createPersistedDocuments } from '../../src/server/persisted-documents.ts';
import { createWebSocketEndpoint } from '../../src/server/websocket.ts';
import { createRecordYoga } from '../../src/server/yoga.ts';
import { emptyFolder, openEmpty } from '../databases.ts';
import { type Desk, ghouta, listenOn, onEachDesk, openDesk, rating, recordUpdate } from './desk.ts';
import { initSocket, openSocket, type Socket } from './sockets.ts';

const follow = `subscription Follow($after: String, $filter: PledgeUpdateFilter) {
  pledgeUpdates(after: $after, filter: $filter) { cursor pledge { version } }
}`;

async function start(): Promise<Desk> {
  return openDesk(await emptyFolder());
}

/** The messages of one operation, of those that come over the connection. */
async function nextOf(socket: Socket, id: string): Promise<string> {
  const message = await socket.next();
  expect(message).toMatchObject({ type: 'next', id });
  return message.payload.data.pledgeUpdates.cursor;
}

const subscribe = (id: string, variables: object, query = follow) => ({
  type: 'subscribe',
  id,
  payload: { query, variables },
});

test('what was and what comes is heard over a connection that is also written over', async () => {
  const desk = await start();
  const socket = await initSocket(await listenOn(desk), desk.token);
  socket.send(subscribe('all', { after: '0' }));
  expect(await nextOf(socket, 'all')).toBe('1');
  const written = async (input: object) => {
    socket.send(subscribe('write', { input: rating(input) }, recordUpdate));
    // The entry may be heard of before it is answered, and the other way round.
    const [one, two, three] = [await socket.next(), await socket.next(), await socket.next()];
    const kinds = [one, two, three].map(({ type, id }) => `${id} ${type}`).sort();
    expect(kinds).toEqual(['all next', 'write complete', 'write next']);
  };
  await written({ pledge: ghouta });
  await written({ pledge: ghouta });
  // One may leave, and come again under the same name.
  socket.send({ type: 'complete', id: 'all' });
  await desk.write();
  socket.send(subscribe('all', { after: '2', filter: { pledge: [ghouta] } }));
  expect(await nextOf(socket, 'all')).toBe('3');
  await desk.write({ pledge: ghouta });
  expect(await nextOf(socket, 'all')).toBe('5');
});

test('errors are told as over HTTP, without what is only for HTTP', async () => {
  const desk = await start();
  const socket = await initSocket(await listenOn(desk), desk.token);
  const codes = async (query: string, variables: object = {}) =>
    (await socket.ask(query, variables)).errors?.map(({ extensions }) => extensions);
  expect(await codes(follow, { after: '7' })).toEqual([{ code: 'BAD_CURSOR' }]);
  expect(await codes(follow, { after: 7 })).toEqual([{ code: 'BAD_USER_INPUT' }]);
  expect(await codes(recordUpdate, {})).toEqual([{ code: 'BAD_USER_INPUT' }]);
  expect(await codes('{ nothing }')).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
  expect(await codes('{ pledges(first: 0) { totalCount } }')).toEqual([{ code: 'BAD_USER_INPUT' }]);
  expect((await socket.ask('{')).errors?.[0]?.message).toMatch(/^Syntax Error/);
  expect((await socket.ask('{ record { cursor } }')).data).toEqual({ record: { cursor: '1' } });
  expect(desk.reports).toEqual([]);
});

test('a connection that does not keep to the protocol is closed with the code for it', async () => {
  const url = await listenOn(await start());
  const early = await openSocket(url);
  early.send(subscribe('early', {}));
  expect(await early.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  const twice = await initSocket(url);
  twice.send({ type: 'connection_init' });
  expect((await twice.closed).code).toBe(4429);
  const same = await initSocket(url);
  same.send(subscribe('same', {}));
  same.send(subscribe('same', {}));
  expect((await same.closed).code).toBe(4409);
  const garbage = await initSocket(url);
  garbage.send({ type: 'nonsense' });
  expect((await garbage.closed).code).toBe(4400);
});

test('a page of another origin gets no connection, nor does another path', async () => {
  const url = await listenOn(await start());
  const { host, origin } = new URL(url);
  for (const foreign of ['https://elsewhere.example.org', `http://${host}.example.org`, 'null']) {
    const opening = openSocket(url, { origin: foreign });
    await expect(opening).rejects.toThrow('Unexpected server response: 403');
  }
  await expect(openSocket(`${origin}/elsewhere`)).rejects.toThrow(
    'Unexpected server response: 404',
  );
  const own = await openSocket(url, { origin });
  own.send({ type: 'connection_init' });
  expect((await own.next()).type).toBe('connection_ack');
});

test('operations that ask the same are each told by their own name, and one that is left no more', async () => {
  const desk = await start();
  const socket = await initSocket(await listenOn(desk));
  const names = ['one', 'a "second"'];
  for (const name of names) socket.send(subscribe(name, {}));
  // Answered after both have begun.
  socket.send({ type: 'ping' });
  expect(await socket.next()).toMatchObject({ type: 'pong' });
  await desk.write();
  const [one, other] = [await socket.next(), await socket.next()];
  expect([one.id, other.id].sort()).toEqual(names.toSorted());
  expect(one.payload.data.pledgeUpdates.cursor).toBe('2');
  expect(other.payload).toEqual(one.payload);
  socket.send({ type: 'complete', id: 'one' });
  socket.send({ type: 'ping' });
  expect(await socket.next()).toMatchObject({ type: 'pong' });
  for (const _ of names) {
    await desk.write();
    expect(await socket.next()).toMatchObject({ type: 'next', id: 'a "second"' });
  }
});

test('a server that stops tells its clients to come back, and does not say that all is told', async () => {
  const desk = await start();
  const port = await desk.server.listen(0, '127.0.0.1');
  const socket = await initSocket(`http://127.0.0.1:${port}/graphql`);
  socket.send(subscribe('all', { after: '0' }));
  expect(await nextOf(socket, 'all')).toBe('1');
  const closed = desk.server.close();
  expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' });
  await closed;
  await expect(socket.next()).rejects.toThrow('1001');
});

test('a client that has frozen is cut after the grace', async () => {
  const report = () => {};
  const persisted = createPersistedDocuments();
  const observation = createObservation({ database: 'sqlite' });
  const endpoint = createWebSocketEndpoint({
    yoga: createRecordYoga({
      schema: new GraphQLSchema({}),
      store: await openEmpty(await emptyFolder()),
      log: { write: never, end: never, begin: never, follow: never },
      live: { join: never },
      readCaller: async () => null,
      persisted,
      allowedOrigins: [],
      suggestions: true,
      report,
      ...observation,
    }),
    countRequest: async () => null,
    readCaller: async () => null,
    persisted,
    allowedOrigins: [],
    observer: observeSockets(observation.instruments, createOriginReader([])),
    report,
  });
  const server = createServer().on('upgrade', endpoint.upgrade).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '\r\n',
    ].join('\r\n'),
  );
  await once(socket, 'data');
  // From here on it answers nothing, not even that the connection is being closed.
  const cut = once(socket, 'close');
  await endpoint.close(20);
  await cut;
});

function never(): never {
  throw new Error('Nobody asks for this.');
}

onEachDesk('a connection', (shared) => {
  test('without a token reads and follows, and does not write', async () => {
    const desk = shared();
    const port = await desk.server.listen(0, '127.0.0.1');
    const socket = await initSocket(`http://127.0.0.1:${port}/graphql`);
    const after = String(await desk.end());
    socket.send(subscribe('new', { after }));
    const { cursor } = await desk.write();
    expect(await nextOf(socket, 'new')).toBe(cursor);
    const { data, errors } = await socket.ask(recordUpdate, { input: rating() });
    expect(data).toEqual({ recordPledgeUpdate: null });
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });
});
