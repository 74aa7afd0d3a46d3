/** Reads the body of a request, as far as it may go. */
import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';

/** Of memory that nobody else has, as fetch wants it. */
export type Body = Buffer<ArrayBuffer>;

/**
 * The whole body; of one that is longer than a body may be, somewhat more than that, and the rest
 * is left unread. Rejects where the client goes before it has sent all.
 */
export function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Body[] = [];
    let length = 0;
    const done = () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks));
    };
    const take = (chunk: Body) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= limits.bodyBytes) return;
      request.off('data', take).resume();
      done();
    };
    request.on('data', take).once('end', done).once('error', reject);
  });
}
