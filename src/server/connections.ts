/**
 * The open connections of a server, and which of them may be closed. Node's own
 * `closeIdleConnections` leaves those alone that have not sent a request yet, and browsers open
 * such ones ahead of need.
 */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export function createConnections() {
  const open = new Set<Duplex>();
  /** By connection, the answers under way and perhaps some that have ended, oldest first. */
  const begun = new WeakMap<Duplex, ServerResponse[]>();
  /** Those that another protocol has taken over, which says its own goodbye. */
  const given = new Set<Duplex>();
  let closing = false;

  /** Answers how many requests of the connection are under way: some clients do not wait for answers. */
  function begin(socket: Duplex, response: ServerResponse): number {
    const responses = begun.get(socket);
    if (closing) endWith(response, socket);
    if (!responses) {
      begun.set(socket, [response]);
      return 1;
    }
    // Answers end in the order of their requests.
    while (responses[0] && hasEnded(responses[0])) responses.shift();
    return responses.push(response);
  }

  return {
    add(socket: Duplex): void {
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        given.delete(socket);
      });
    },
    begin,
    give(socket: Duplex): void {
      given.add(socket);
    },
    /** Closes those without a request, now, and the others as soon as they are answered. */
    closeIdle(): void {
      closing = true;
      for (const socket of open) {
        const latest = begun.get(socket)?.at(-1);
        if (latest && !hasEnded(latest)) endWith(latest, socket);
        else if (!given.has(socket)) socket.destroy();
      }
    },
    closeAll(): void {
      for (const socket of open) socket.destroy();
    },
  };
}

function hasEnded({ writableFinished, destroyed }: ServerResponse): boolean {
  return writableFinished || destroyed;
}

/** Tells the client that the connection ends with this answer, where that can still be told, and ends it. */
function endWith(response: ServerResponse, socket: Duplex): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
  response.once('close', () => socket.end());
}
