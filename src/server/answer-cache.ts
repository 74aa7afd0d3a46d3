/** Finished answers, ready to be sent again as they are, for as long as the record stays as it was. */
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { RecordState } from '../store/state.ts';
import type { CacheStats, Tally } from './instruments/metrics.ts';
import { securityHeaders } from './security-headers.ts';

const compress = promisify(gzip);

/** Shorter ones are hardly made shorter, and fit into one packet anyway. */
const worthCompressing = 1_000;

/** What an entry takes beside its bytes, about. */
const overhead = 1_000;

/** So long a body is copied in less time than it takes to send it as a second piece. In bytes. */
const shortBody = 16_000;

const day = 24 * 60 * 60 * 1000;

export interface AnswerCacheParts {
  /** The newest state that this process has heard of; null as long as it may not hear of more. */
  known: () => RecordState | null;
  /** The bound of all that is kept, in bytes. */
  maxBytes: number;
  /** The request headers that answers depend on. */
  vary: string;
}

/** The moment that an answer is of: what it was made from may have changed since. */
export interface Moment {
  version: number;
  day: number;
}

/** An answer as it was made. */
export interface MadeAnswer {
  /** Its Content-Type. */
  type: string;
  text: string;
  /** Where it is counted how often it is given again. */
  given: Tally;
}

/** An answer as it goes over the wire: name and value in turn, as node:http takes them. */
export interface Sendable {
  head: readonly string[];
  /** Bytes; those of a short one as characters, which node:http sends along with the head. */
  body: Buffer | string;
}

export interface KeptAnswer {
  moment: Moment;
  /** Changes with the body, whatever its coding. */
  tag: string;
  plain: Sendable;
  gzip: Sendable | null;
  given: Tally;
  /** Whether it is being compressed, or not worth it. */
  compressed: boolean;
}

/**
 * One integer rules it: an answer is given as long as the version of the record that it was made at
 * is the newest that this process knows of, and on the day that it was made, since schedules depend
 * on the day. It holds what does not depend on who asks.
 */
export class AnswerCache {
  readonly #parts: AnswerCacheParts;
  readonly #answers: LRUCache<string, KeptAnswer>;
  #hits = 0;
  #misses = 0;

  constructor(parts: AnswerCacheParts) {
    this.#parts = parts;
    this.#answers = new LRUCache({
      // What is larger than the bound is not kept at all.
      maxSize: Math.max(1, parts.maxBytes),
      sizeCalculation: ({ plain, gzip }, key) =>
        overhead + 2 * key.length + plain.body.length + (gzip?.body.length ?? 0),
    });
  }

  get vary(): string {
    return this.#parts.vary;
  }

  get stats(): CacheStats {
    return { hits: this.#hits, misses: this.#misses, bytes: this.#answers.calculatedSize };
  }

  /** Now, for an answer that is about to be made; null where none may be kept. */
  moment(): Moment | null {
    if (this.#parts.maxBytes <= 0) return null;
    const state = this.#parts.known();
    return state && { version: state.version, day: today() };
  }

  find(key: string): KeptAnswer | undefined {
    const kept = this.#answers.get(key);
    if (kept && this.#isOfNow(kept.moment)) {
      this.#hits += 1;
      return kept;
    }
    if (kept) this.#answers.delete(key);
    this.#misses += 1;
    return undefined;
  }

  /** Keeps an answer, unless what it was made from has changed while it was made. */
  keep(key: string, moment: Moment, made: MadeAnswer): KeptAnswer | null {
    const { type, text, given } = made;
    if (!this.#isOfNow(moment)) return null;
    const body = Buffer.from(text);
    const tag = `"${hash('sha1', body, 'base64url')}"`;
    const plain = this.#sendable(type, tag, body, {});
    const compressed = body.length < worthCompressing;
    const kept: KeptAnswer = { moment, tag, plain, gzip: null, given, compressed };
    this.#answers.set(key, kept);
    return kept;
  }

  #isOfNow({ version, day: of }: Moment): boolean {
    return this.#parts.known()?.version === version && of === today();
  }

  /** Compresses it once, beside the event loop: most answers are asked for once, so nobody waits. */
  async compress(key: string, kept: KeptAnswer): Promise<void> {
    if (kept.compressed) return;
    kept.compressed = true;
    const { head, body } = kept.plain;
    const type = head[head.indexOf('Content-Type') + 1] ?? '';
    const zipped = await compress(typeof body === 'string' ? Buffer.from(body, 'latin1') : body);
    const gzip = this.#sendable(type, kept.tag, zipped, { 'Content-Encoding': 'gzip' });
    // What has been replaced meanwhile stays so.
    if (this.#answers.peek(key) === kept) this.#answers.set(key, { ...kept, gzip });
  }

  #sendable(type: string, tag: string, body: Buffer, more: Record<string, string>): Sendable {
    const headers = {
      ...securityHeaders,
      Vary: this.#parts.vary,
      'Content-Type': type,
      'Content-Length': String(body.length),
      ...more,
      // Weak, since it is the same for every coding.
      ETag: `W/${tag}`,
    };
    return {
      head: Object.entries(headers).flat(),
      body: body.length <= shortBody ? body.toString('latin1') : body,
    };
  }
}

/** The day in UTC, counted from 1970. */
function today(): number {
  return Math.floor(Date.now() / day);
}
