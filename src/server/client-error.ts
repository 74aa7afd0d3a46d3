/** Answers what never became a request: bytes that are no HTTP, or that do not come to an end. */
import type { Duplex } from 'node:stream';
import { limits } from './limits.ts';
import { securityHeaderLines } from './security-headers.ts';

const statuses: { readonly [code: string]: readonly [status: string, line: string] } = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The headers: expected at most 16 kB of them, but got more.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    `Expected the headers within ${limits.headersWithin / 1000} s and the whole request within ${limits.bodyWithin / 1000} s, but it had not come by then.`,
  ],
};

/** What Node calls for a connection that it gives up. */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, line] = statuses[error.code ?? ''] ?? [
    '400 Bad Request',
    'Expected a request in HTTP/1.1, but could not read one.',
  ];
  const body = `${line}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\n${securityHeaderLines}Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
