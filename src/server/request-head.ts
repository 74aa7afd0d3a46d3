/** What the head of a GraphQL request says of how it may be answered. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { acceptsGzip } from './conditional.ts';
import { wantsGraphiql } from './graphiql.ts';
import { readTarget } from './request-target.ts';

export interface RequestHead {
  /**
   * `again` where an answer may have been kept, or may be; `events` where a stream may be asked for;
   * `other` for all else: who says who they are, the explorer, and what is refused by its form.
   */
  way: 'again' | 'events' | 'other';
  /** What an answer depends on, beside the operation. */
  key: string;
  takesGzip: boolean;
}

/** So many names of this server are remembered; it has few. */
const mostHosts = 100;

/** Longer heads are read each time, so that connections take no memory to speak of. In characters. */
const longestKept = 2_000;

const plainJson = /^application\/json(?:; ?charset=utf-8)?$/i;

interface Latest {
  method: string | undefined;
  rawHeaders: readonly string[];
  head: RequestHead;
}

/** A connection mostly says the same again and again: that is read once, and compared from then on. */
export class RequestHeads {
  readonly #dependsOnOrigin: boolean;
  readonly #latest = new WeakMap<Socket, Latest>();
  /** Well-formed names that this server is called by; each is looked at once. */
  readonly #hosts = new Set<string>();

  /** `dependsOnOrigin`: whether an answer's head depends on the page that asks. */
  constructor(dependsOnOrigin: boolean) {
    this.#dependsOnOrigin = dependsOnOrigin;
  }

  /** For a request at the endpoint. */
  of(request: IncomingMessage): RequestHead {
    const { socket, method, rawHeaders } = request;
    const latest = this.#latest.get(socket);
    if (latest && latest.method === method && isSame(latest.rawHeaders, rawHeaders))
      return latest.head;
    const head = this.#read(request);
    const length = rawHeaders.reduce((sum, each) => sum + each.length, 0);
    if (length <= longestKept) this.#latest.set(socket, { method, rawHeaders, head });
    return head;
  }

  #read(request: IncomingMessage): RequestHead {
    const { method, headers } = request;
    return {
      way: this.#wayOf(request),
      key: `${method} ${headers.accept ?? ''} ${headers['content-encoding'] ?? ''}\n`,
      takesGzip: acceptsGzip(request),
    };
  }

  #wayOf(request: IncomingMessage): RequestHead['way'] {
    const { method, headers } = request;
    const isRead =
      method === 'GET' || (method === 'POST' && plainJson.test(headers['content-type'] ?? ''));
    if (!isRead || wantsGraphiql(request) || !this.#isWellFormed(request)) return 'other';
    if (headers.accept?.includes('text/event-stream')) return 'events';
    if (headers.authorization !== undefined || headers['last-event-id'] !== undefined)
      return 'other';
    return this.#dependsOnOrigin && headers.origin !== undefined ? 'other' : 'again';
  }

  #isWellFormed(request: IncomingMessage): boolean {
    const host = request.headers.host ?? '';
    if (this.#hosts.has(host)) return true;
    if (readTarget(request) === null) return false;
    if (this.#hosts.size < mostHosts) this.#hosts.add(host);
    return true;
  }
}

/** Whether two heads say the same, but for how long the body is. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1)
    if (one[at] !== other[at] && !(at % 2 === 1 && /^content-length$/i.test(one[at - 1] ?? '')))
      return false;
  return true;
}
