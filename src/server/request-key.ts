/**
 * What tells a request's answer from all others. To make a string of a body, and to find something
 * under it, takes as long as all else that is done for an answer that is kept; to see that the bytes
 * are those that came before takes next to nothing.
 */
import type { Body } from './request-body.ts';
import type { RequestHead } from './request-head.ts';

/** Bodies up to this length are known again: with one of each length, 8 MB at most. In bytes. */
const longestKnown = 4_000;

interface Known {
  headKey: string;
  body: Body;
  key: string;
}

export class RequestKeys {
  /** The latest of each length. */
  readonly #known = new Map<number, Known>();

  of(head: RequestHead, body: Body): string {
    const known = this.#known.get(body.length);
    if (known && known.headKey === head.key && known.body.equals(body)) return known.key;
    // Bytes for characters: what is no UTF-8 has a key as well, and is refused by whoever reads it.
    return head.key + body.toString('latin1');
  }

  /** For what is asked for again. */
  know(head: RequestHead, body: Body, key: string): void {
    if (body.length > longestKnown || this.#known.get(body.length)?.key === key) return;
    this.#known.set(body.length, { headKey: head.key, body: Buffer.from(body), key });
  }
}
