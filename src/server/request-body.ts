/** Reads the body of a request, as far as it may go. */
import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';

/** Of memory that nobody else has, as fetch wants it. */
export type Body = Buffer<ArrayBuffer>;

/**
 * Takes the whole body; of one that is longer than a body may be, somewhat more than that, and the
 * rest is left unread. `onLeft` hears where the client goes before it has sent all.
 */
export function readBody(
  request: IncomingMessage,
  take: (body: Body) => void,
  onLeft: (error: Error) => void,
): void {
  let first: Body | undefined;
  let others: Body[] | undefined;
  let length = 0;
  const add = (chunk: Body) => {
    length += chunk.length;
    if (first) others = others ? [...others, chunk] : [first, chunk];
    else first = chunk;
    if (length <= limits.bodyBytes) return;
    end();
    request.resume();
  };
  const end = () => {
    // A connection that is followed for hours does not keep what it began with.
    request.off('data', add).off('end', end).off('error', onLeft);
    take(others ? Buffer.concat(others) : (first ?? Buffer.alloc(0)));
  };
  request.on('data', add).on('end', end).on('error', onLeft);
}

/** As `readBody`; rejects where the client goes. */
export function bodyOf(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => readBody(request, resolve, reject));
}
