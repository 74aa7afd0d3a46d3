/** What becomes of clients when the server is stopped. */
import { once } from 'node:events';
import { Agent, request as ask, type IncomingMessage, type RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer, type HttpServer, ListenError } from '../../src/server/http.ts';

/** Longer than a test may take: a server that waits for it does not stop. */
const never = 3_600_000;

async function listen(listener: RequestListener): Promise<{ server: HttpServer; port: number }> {
  const server = createHttpServer(listener, (_, socket) => socket.destroy());
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(() => server.close(0));
  return { server, port };
}

async function get(port: number, agent = new Agent()): Promise<IncomingMessage> {
  const request = ask({ port, host: '127.0.0.1', agent }).end();
  const [response] = await once(request, 'response');
  return response;
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

test('a request under way is answered, and its connection ends with the answer', async () => {
  const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>();
  const { promise: answer, resolve: letGo } = Promise.withResolvers<void>();
  const { server, port } = await listen(async (_, response) => {
    onAsked();
    await answer;
    response.end('done');
  });
  const got = get(port, new Agent({ keepAlive: true }));
  await asked;
  const closed = server.close(never);
  letGo();
  const response = await got;
  expect([await text(response), response.headers.connection]).toEqual(['done', 'close']);
  await closed;
});

test('an answer that has begun is sent to its end', async () => {
  const { promise: answer, resolve: letGo } = Promise.withResolvers<void>();
  const { server, port } = await listen(async (_, response) => {
    response.write('begun, ');
    await answer;
    response.end('done');
  });
  const response = await get(port, new Agent({ keepAlive: true }));
  const closed = server.close(never);
  letGo();
  expect(await text(response)).toBe('begun, done');
  await closed;
});

test('connections that wait for their next request do not hold it up', async () => {
  const { server, port } = await listen((_, response) => response.end('done'));
  const agent = new Agent({ keepAlive: true });
  expect(await text(await get(port, agent))).toBe('done');
  expect(Object.values(agent.freeSockets)).toHaveLength(1);
  await server.close(never);
});

test('nor do those that have never asked for anything', async () => {
  const { server, port } = await listen((_, response) => response.end('done'));
  const socket = await open(port);
  const ended = once(socket, 'close');
  expect(await text(await get(port))).toBe('done');
  await server.close(never);
  await ended;
});

test('what takes longer than the grace is cut', async () => {
  const { server, port } = await listen((_, response) => void response.write('begun'));
  const response = await get(port);
  await server.close(10);
  await expect(text(response)).rejects.toThrow('aborted');
});

test('nobody gets in once it is stopping', async () => {
  const { server, port } = await listen((_, response) => response.end());
  await server.close(never);
  await expect(get(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a port in use is told in one line that says what to set', async () => {
  const { port } = await listen((_, response) => response.end());
  const second = createHttpServer(
    (_, response) => response.end(),
    (_, socket) => socket.destroy(),
  );
  await expect(second.listen(port, '127.0.0.1')).rejects.toEqual(
    new ListenError(
      `Port ${port} of 127.0.0.1 is in use: stop what listens there, or set PORT to another.`,
    ),
  );
});

test('an address of another machine is told in one line that says what to set', async () => {
  const server = createHttpServer(
    (_, response) => response.end(),
    (_, socket) => socket.destroy(),
  );
  await expect(server.listen(0, '192.0.2.1')).rejects.toEqual(
    new ListenError(
      '192.0.2.1 is no address of this machine: set HOST to one that is, such as 127.0.0.1.',
    ),
  );
});
