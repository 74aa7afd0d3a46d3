/**
 * The open connections of a server, and which of them may be closed. Node's own
 * `closeIdleConnections` leaves those alone that have not sent a request yet, and browsers open
 * such ones ahead of need.
 */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export function createConnections() {
  const open = new Set<Duplex>();
  const underWay = new Map<Duplex, Set<ServerResponse>>();
  /** Those that another protocol has taken over, which says its own goodbye. */
  const given = new Set<Duplex>();
  let closing = false;

  /** Answers how many requests of the connection are under way: some clients do not wait for answers. */
  function begin(socket: Duplex, response: ServerResponse): number {
    const responses = underWay.get(socket) ?? new Set();
    underWay.set(socket, responses.add(response));
    if (closing) refuseMore(response);
    response.once('close', () => {
      responses.delete(response);
      if (responses.size > 0) return;
      underWay.delete(socket);
      if (closing) socket.end();
    });
    return responses.size;
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
      for (const responses of underWay.values()) for (const each of responses) refuseMore(each);
      for (const socket of open) if (!underWay.has(socket) && !given.has(socket)) socket.destroy();
    },
    closeAll(): void {
      for (const socket of open) socket.destroy();
    },
  };
}

/** Tells the client that the connection ends with this answer, where that can still be told. */
function refuseMore(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
