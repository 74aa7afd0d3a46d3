/**
 * Lets graphql-ws speak over the sockets of `ws`. The library's own way of doing so writes to the
 * console whatever a client does wrong, and tells clients what broke within.
 */
import type { IncomingMessage } from 'node:http';
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { describeFault, type Report } from './errors.ts';
import { limits } from './limits.ts';

/** What belongs to a connection as long as it lasts. */
export interface SocketExtra {
  socket: WebSocket;
  request: IncomingMessage;
}

/** The payload of a connection's first message. */
export type InitPayload = { authorization?: unknown; Authorization?: unknown };

export type SocketOptions = ServerOptions<InitPayload, SocketExtra>;

/** https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number */
const messageTooBig = 1009;

/** How often a client is asked for a sign of life, and how long it may take, in milliseconds. */
const heartbeat = 12_000;

/** `ws` itself cuts what is longer than so many bytes, without a word: shorter ones are told. */
export const longestFrame = 10 * limits.bodyBytes;

/** Answers what takes a socket over once it is open. */
export function createSocketProtocol(options: SocketOptions, report: Report) {
  const server = makeServer(options);
  return (socket: WebSocket, request: IncomingMessage): void => {
    const fail = (cause: unknown) => {
      if (socket.readyState !== socket.OPEN) return;
      report(describeFault(cause, 'a WebSocket connection'));
      socket.close(CloseCode.InternalServerError, 'Internal error');
    };
    // What breaks the rules of the protocol is closed by `ws` with a code of its own.
    socket.on('error', () => {});
    const stopAsking = askForLife(socket);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            const length = lengthOf(data);
            if (length > limits.bodyBytes) return refuseLong(socket, length);
            take(String(data)).catch(fail);
          }),
      },
      { socket, request },
    );
    socket.once('close', (code, reason) => {
      stopAsking();
      closed(code, String(reason)).catch(fail);
    });
  };
}

/** Whoever has gone is sent nothing more. */
function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(data, () => resolve());
  });
}

function refuseLong(socket: WebSocket, length: number): void {
  const maximum = limits.bodyBytes;
  socket.close(messageTooBig, `Expected messages of at most ${maximum} bytes, got ${length}.`);
}

function lengthOf(data: RawData): number {
  return Array.isArray(data)
    ? data.reduce((length, part) => length + part.length, 0)
    : data.byteLength;
}

/** Cuts a client that is not there any more. What is answered stops that. */
function askForLife(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, heartbeat);
  return () => clearInterval(timer);
}
