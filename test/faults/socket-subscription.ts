/**
 * One subscription over WebSocket.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
import { WebSocket } from 'ws';
import { type Asked, type Connection, fault, type Heard } from './subscriber.ts';

export interface SocketConnection extends Connection {
  readonly socket: WebSocket;
  /** Whether the server said that nothing more comes. */
  readonly completed: boolean;
}

/** Ends with the code that the connection was closed with. */
export function followSocket(
  origin: string,
  { operation, after }: Asked,
  hear: (entry: Heard) => void,
): SocketConnection {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const end = Promise.withResolvers<string>();
  let completed = false;
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.on('open', () => send({ type: 'connection_init' }));
  socket.on('message', (bytes) => {
    const message = JSON.parse(String(bytes));
    if (message.type === 'connection_ack') {
      const payload = { query: operation, variables: { after } };
      send({ type: 'subscribe', id: 'log', payload });
    } else if (message.type === 'next') {
      const { data, errors } = message.payload;
      if (!errors) return hear(data.pledgeUpdates);
      end.resolve(`${fault}an entry with errors: ${bytes}`);
      socket.terminate();
    } else if (message.type === 'ping') {
      send({ type: 'pong' });
    } else {
      completed ||= message.type === 'complete';
      end.resolve(`${message.type} ${JSON.stringify(message.payload ?? '')}`);
    }
  });
  // A connection that was never made has an error, and then a close.
  socket.on('error', (cause) => end.resolve(cause.message));
  socket.on('close', (code) => end.resolve(`closed ${code}`));
  return {
    socket,
    ended: end.promise,
    cut: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    get completed() {
      return completed;
    },
  };
}
