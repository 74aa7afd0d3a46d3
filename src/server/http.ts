/** An HTTP server that starts and stops cleanly. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerClientError } from './client-error.ts';
import { createConnections } from './connections.ts';
import { limits } from './limits.ts';

/** A port or host that cannot be listened on; its message is one line and says what to set. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export interface HttpServer {
  /** Starts to accept connections; answers the port, which is chosen where 0 is asked for. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Accepts no more, lets the requests under way finish for so many milliseconds, and then cuts
   * whatever is still open.
   */
  close(grace: number): Promise<void>;
}

/** `upgrade` takes over connections that ask for another protocol at an address of ours. */
export function createHttpServer(
  listener: RequestListener,
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
): HttpServer {
  const connections = createConnections();
  const timeouts = {
    headersTimeout: limits.headersWithin,
    // From the first byte of the head to the last of the body.
    requestTimeout: limits.bodyWithin,
    connectionsCheckingInterval: 1_000,
  };
  const server = createServer(timeouts, (request, response) => {
    if (connections.begin(request.socket, response) > limits.socketOperations) {
      // They were sent without waiting for the answers, which come in the same order.
      request.socket.destroy();
      return;
    }
    listener(request, response);
  });
  server.on('clientError', answerClientError);
  server.on('connection', (socket) => connections.add(socket));
  server.on('upgrade', (request, socket, head) => {
    connections.give(socket);
    upgrade(request, socket, head);
  });
  return {
    async listen(port, host) {
      server.listen(port, host);
      try {
        await once(server, 'listening');
      } catch (error) {
        throw explainListen(error, port, host);
      }
      return portOf(server);
    },
    async close(grace) {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      connections.closeIdle();
      const deadline = setTimeout(() => connections.closeAll(), grace);
      await closed;
      clearTimeout(deadline);
    },
  };
}

function portOf(server: Server): number {
  // Only a server on a pipe has a string for an address, and only a closed one has none.
  const { port } = server.address() as AddressInfo;
  return port;
}

function explainListen(error: unknown, port: number, host: string): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const reasons: { [code: string]: string } = {
    EADDRINUSE: `Port ${port} of ${host} is in use: stop what listens there, or set PORT to another.`,
    EACCES: `Port ${port} of ${host} may not be used by this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `The host name ${host} is not known: set HOST to an address, such as 127.0.0.1.`,
  };
  const reason = reasons[String(error.code)];
  return reason === undefined ? error : new ListenError(reason, { cause: error });
}
