/** The id of a request: that of a proxy in front of the server, or else one of its own. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { Exchange } from './exchange.ts';

export const requestIdHeader = 'X-Request-Id';

/** What proxies make: UUIDs, hex, and the like. Nothing that could be mistaken for words. */
const proxyId = /^[\w.:+/=-]{8,128}$/;

export type ReadOrigin = (request: IncomingMessage) => Pick<Exchange, 'id' | 'parent'>;

/**
 * Reads the id of a request, and the trace that it is part of. Both are believed only of the proxies
 * named in `trusted`: anybody else could have their requests taken for another's.
 * https://www.w3.org/TR/trace-context/#privacy-of-traceparent-field
 */
export function createOriginReader(trusted: readonly string[]): ReadOrigin {
  const isTrusted = proxyAddr.compile([...trusted]);
  return ({ headers, socket }) => {
    const believed = socket.remoteAddress !== undefined && isTrusted(socket.remoteAddress, 0);
    const id = headers['x-request-id'];
    if (!believed) return { id: randomUUID(), parent: {} };
    return {
      id: typeof id === 'string' && proxyId.test(id) ? id : randomUUID(),
      parent: {
        ...(typeof headers.traceparent === 'string' && { traceparent: headers.traceparent }),
        ...(typeof headers.tracestate === 'string' && { tracestate: headers.tracestate }),
      },
    };
  };
}
