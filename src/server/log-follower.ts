/** One subscriber's way through the pledge log. */
import type { FollowedLog } from '../graphql/operation.ts';
import type { PledgeUpdate, PledgeUpdateFilter } from '../store/log.ts';
import type { LogReader } from './log-tail.ts';

export interface FollowerParts {
  /** The place to go on from. */
  after: number;
  filter: PledgeUpdateFilter;
  reader: Pick<LogReader, 'read' | 'isBehind' | 'sleep'>;
  onFault: (cause: unknown) => void;
  /** Called once, when the subscriber has left. */
  onDone: () => void;
}

/** How long a store that cannot be read is left alone, in milliseconds. */
const retryAfter = 250;

/**
 * Gives one entry for each that is asked for, and reads no further: whoever stops reading costs
 * no more than one stretch. A class and not a generator, which could not be left while it waits.
 */
export class LogFollower implements FollowedLog {
  readonly after: number;
  readonly filter: PledgeUpdateFilter;
  readonly #parts: FollowerParts;
  #at: number;
  #ready: PledgeUpdate[] = [];
  #left = false;
  #wake: () => void = () => {};

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#at = parts.after;
    this.after = parts.after;
    this.filter = parts.filter;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The last place that was given, or looked at and passed over. */
  get place(): number {
    const [next] = this.#ready;
    return next ? next.place - 1 : this.#at;
  }

  async next(): Promise<IteratorResult<PledgeUpdate, undefined>> {
    while (!this.#left) {
      const value = this.#ready.shift();
      if (value) return { done: false, value };
      await this.#advance();
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<PledgeUpdate, undefined>> {
    if (!this.#left) {
      this.#left = true;
      this.#ready = [];
      this.#wake();
      this.#parts.onDone();
    }
    return { done: true, value: undefined };
  }

  /** Reads on where there is more, and waits where there is not. */
  async #advance(): Promise<void> {
    const woken = Promise.withResolvers<void>();
    this.#wake = woken.resolve;
    // Armed before the log is read: an entry that comes meanwhile ends the wait at once.
    const disarm = this.#parts.reader.sleep(woken.resolve);
    try {
      const { entries, upTo } = await this.#parts.reader.read(this.#at);
      this.#at = upTo;
      this.#ready.push(...entries);
      if (entries.length === 0 && !this.#parts.reader.isBehind(upTo)) await woken.promise;
    } catch (cause) {
      this.#parts.onFault(cause);
      const retry = setTimeout(woken.resolve, retryAfter);
      await woken.promise;
      clearTimeout(retry);
    } finally {
      disarm();
    }
  }
}
