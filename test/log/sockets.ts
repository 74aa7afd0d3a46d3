/** Speaks graphql-transport-ws message by message, as no client that keeps to the rules would. */
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Answer } from '../service.ts';

export interface Message {
  type: string;
  id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their fields
  payload?: any;
}

export interface Socket {
  send(message: object): void;
  /** The next message; fails where the connection is closed first. */
  next(): Promise<Message>;
  /** Sends an operation that has one answer, where no other is under way. */
  ask(query: string, variables?: object, extensions?: object): Promise<Answer>;
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

/** Connects to `http://…/graphql`, and says nothing yet. */
export async function openSocket(url: string, headers: object = {}): Promise<Socket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
    headers: { ...headers },
  });
  onTestFinished(() => socket.terminate());
  const ready: Message[] = [];
  let wake = () => {};
  let end: { code: number; reason: string } | undefined;
  socket.on('message', (data) => {
    ready.push(JSON.parse(String(data)));
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      end = { code, reason: String(reason) };
      resolve(end);
      wake();
    });
  });
  await once(socket, 'open');
  let operations = 0;

  const send = (message: object) => socket.send(JSON.stringify(message));

  async function next(): Promise<Message> {
    for (;;) {
      const message = ready.shift();
      if (message) return message;
      if (end) throw new Error(`The connection was closed with ${end.code} ${end.reason}.`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    send,
    next,
    async ask(query, variables = {}, extensions) {
      operations += 1;
      const id = `ask-${operations}`;
      send({ type: 'subscribe', id, payload: { query, variables, extensions } });
      const message = await next();
      if (message.id !== id) throw new Error(`An answer to something else: ${message.id}.`);
      if (message.type === 'error') return { data: null, errors: message.payload };
      const last = await next();
      if (last.type !== 'complete') throw new Error(`Expected complete, got ${last.type}.`);
      return message.payload;
    },
    closed,
    close: () => socket.close(),
  };
}

/** A connection that has been let in. */
export async function initSocket(url: string, token?: string): Promise<Socket> {
  const socket = await openSocket(url);
  const payload = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  socket.send({ type: 'connection_init', payload });
  const { type } = await socket.next();
  if (type !== 'connection_ack') throw new Error(`Expected connection_ack, got ${type}.`);
  return socket;
}
