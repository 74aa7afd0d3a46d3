/** Subscribers who come and leave, each at a moment of its own. */
import { type EventEmitter, once } from 'node:events';
import { Agent, get, request } from 'node:http';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { randomly } from '../random.ts';
import type { Activity, CountedServer, Memory } from './counted-server.ts';
import { until } from './deadline.ts';
import { following, heardFields } from './subscriber.ts';

const operation = following(heardFields);

/** How long a server may take to let go of those who have left, in milliseconds. */
const patience = 30_000;

/** Each answers when it has left. */
const rounds: readonly ((origin: string) => Promise<void>)[] = [
  // Before there is an answer.
  async (origin) => {
    const asked = get(streamOf(origin, '0'), streamOptions());
    asked.on('error', () => {});
    const [socket] = await once(asked, 'socket');
    await once(socket, 'connect');
    asked.end();
    setImmediate(() => asked.destroy());
    await closed(asked);
  },
  // With its head, while there is nothing to hear.
  async (origin) => leaveWithHead(get(streamOf(origin, undefined), streamOptions())),
  // With the first entry.
  async (origin) => {
    const asked = get(streamOf(origin, '0'), streamOptions());
    asked.on('error', () => {});
    const [answer] = await once(asked, 'response');
    await once(answer, 'data');
    asked.destroy();
    await closed(asked);
  },
  // The same by POST.
  async (origin) => {
    const asked = request(`${origin}/graphql`, {
      ...streamOptions(),
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    });
    asked.end(JSON.stringify({ query: operation }));
    await leaveWithHead(asked);
  },
  // In good order.
  async (origin) => {
    const socket = await openSocket(origin);
    subscribeOn(socket, '0');
    await once(socket, 'message');
    socket.send(JSON.stringify({ type: 'complete', id: 'log' }));
    socket.close();
    await closed(socket);
  },
  // Without a word, with the first entry.
  async (origin) => {
    const socket = await openSocket(origin);
    subscribeOn(socket, '0');
    await once(socket, 'message');
    socket.terminate();
    await closed(socket);
  },
  // Without a word, before there is an answer.
  async (origin) => {
    const socket = await openSocket(origin);
    subscribeOn(socket, '0');
    subscribeOn(socket, undefined, 'other');
    setImmediate(() => socket.terminate());
    await closed(socket);
  },
];

/** So many come and leave, a few at a time, and nothing of them may stay. */
export async function runThroughLeaving(
  server: CountedServer,
  count: number,
  seed: number,
): Promise<void> {
  const pick = randomly(seed);
  const comeAndLeave = async (share: number) => {
    let left = share;
    const next = async () => {
      while (left > 0) {
        left -= 1;
        await rounds[pick(rounds.length)]?.(server.origin);
      }
    };
    await Promise.all(Array.from({ length: 8 }, next));
  };
  // What is made once, such as compiled code, is made by the first; the code that is made last needs some thousands.
  await comeAndLeave(Math.ceil(100 + count / 2));
  await quiet(server);
  const before = await server.memory();
  await comeAndLeave(count);
  await quiet(server);
  const after = await server.memory();
  const shown = ({ heapMegabytes, residentMegabytes }: Memory) =>
    `${heapMegabytes.toFixed(1)} MB of heap, ${residentMegabytes.toFixed(0)} MB resident`;
  console.info(
    `${count} subscribers came and left, FAULTS_SEED=${seed}: ${shown(before)} before, ${shown(after)} after`,
  );
  expect(await server.holdings()).toEqual({
    followers: 0,
    contexts: 0,
    responses: 0,
    webSockets: 0,
  });
  // A hundred bytes for each would be a leak; what the heap is otherwise varies by less than this.
  expect(after.heapMegabytes - before.heapMegabytes).toBeLessThan(2 + count * 1e-4);
}

/** Waits until the server has no connection and no timer. */
async function quiet(server: CountedServer): Promise<void> {
  let active: Activity | undefined;
  await until(
    'Nobody is held any more',
    async () => {
      active = await server.activity();
      return active.connections + active.timers === 0;
    },
    patience,
    () => JSON.stringify(active),
  );
}

function streamOf(origin: string, after: string | undefined): string {
  const query = new URLSearchParams({ query: operation, variables: JSON.stringify({ after }) });
  return `${origin}/graphql?${query}`;
}

function streamOptions() {
  return { agent: new Agent({ keepAlive: false }), headers: { accept: 'text/event-stream' } };
}

/** Whatever the reason: a connection that is cut may tell of an error first. */
function closed(one: EventEmitter): Promise<void> {
  return new Promise((resolve) => one.once('close', resolve));
}

async function leaveWithHead(asked: ReturnType<typeof request>): Promise<void> {
  asked.on('error', () => {});
  await once(asked, 'response');
  asked.destroy();
  await closed(asked);
}

async function openSocket(origin: string): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  return socket;
}

function subscribeOn(socket: WebSocket, after: string | undefined, id = 'log'): void {
  const payload = { query: operation, variables: { after } };
  socket.send(JSON.stringify({ type: 'subscribe', id, payload }));
}
