/** Follows the pledge log for everyone who has subscribed: what is in it already, then what comes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { FollowedLog } from '../graphql/operation.ts';
import type { PledgeUpdateFilter } from '../store/log.ts';
import type { RecordWatch } from '../store/record-watch.ts';
import type { Store } from '../store/store.ts';
import { describeFault, type Report } from './errors.ts';
import type { LogPosition } from './instruments/metrics.ts';
import { LogFollower } from './log-follower.ts';
import { type LogReader, LogTail } from './log-tail.ts';

/** How long a store that cannot be read is left alone, in milliseconds. */
const retryAfter = 250;

/** Readers with the same filter share what is read; it is dropped with the last of them. */
interface Shared {
  tail: LogTail;
  readers: number;
}

/** One reader: the place that it has asked from last, and what ends it. */
interface Reading {
  at: number;
  stop: () => void;
}

/** The end of the log as this process knows it, for all who follow it. */
export class LogFeed {
  readonly #store: Store;
  readonly #watch: RecordWatch;
  readonly #report: Report;
  readonly #tails = new Map<string, Shared>();
  readonly #sleepers = new Set<() => void>();
  readonly #readers = new Set<Reading>();
  #stopped = false;

  constructor(store: Store, watch: RecordWatch, report: Report) {
    this.#store = store;
    this.#watch = watch;
    this.#report = report;
  }

  /** How far this process is, for whoever runs it. */
  async position(): Promise<LogPosition> {
    const { logEnd: end } = await this.#watch.read();
    const places = [...this.#readers];
    const furthest = places.reduce((least, { at }) => Math.min(least, at), end);
    const isFollowed = places.length > 0;
    return {
      end,
      heard: isFollowed ? this.#watch.logEnd : null,
      furthestBehind: isFollowed ? furthest : null,
    };
  }

  /** Whether whoever follows the log hears of what is new. */
  get isRunning(): boolean {
    return this.#readers.size === 0 || this.#watch.isHearing;
  }

  /** Ends every reader, those still to come among them. */
  stop(): void {
    this.#stopped = true;
    for (const { stop } of [...this.#readers]) stop();
  }

  /** Wakes whoever waits for new entries. */
  wake(): void {
    const sleepers = [...this.#sleepers];
    this.#sleepers.clear();
    for (const wake of sleepers) wake();
  }

  /** The newest place in the log, asked of the store. */
  async end(): Promise<number> {
    return (await this.#watch.read()).logEnd;
  }

  /**
   * The same, once the store can be read: to refuse a subscription because the store is away would
   * end it for good in clients that come back after a lost connection alone.
   */
  async endOnceReadable(left?: AbortSignal): Promise<number> {
    for (;;) {
      try {
        return await this.end();
      } catch (cause) {
        if (this.#stopped || left?.aborted) throw cause;
        await wait(retryAfter, undefined, { ref: false });
      }
    }
  }

  follow(after: number, filter: PledgeUpdateFilter): FollowedLog {
    const reader = this.reader(filter);
    const follower = new LogFollower({
      after,
      filter,
      reader,
      onFault: (cause) => this.#report(describeFault(cause, 'a subscription')),
      onDone: reader.release,
    });
    reader.onStop(() => void follower.return());
    return follower;
  }

  /** Reads what a filter lets through, together with all others that read by the same filter. */
  reader(filter: PledgeUpdateFilter): LogReader {
    const name = JSON.stringify(filter);
    const shared = this.#tails.get(name) ?? {
      tail: new LogTail(this.#store, filter, this.#watch.logEnd),
      readers: 0,
    };
    shared.readers += 1;
    this.#tails.set(name, shared);
    const reading: Reading = { at: this.#watch.logEnd, stop: () => {} };
    this.#readers.add(reading);
    return {
      read: (place) => {
        reading.at = place;
        return shared.tail.read(place, this.#watch.logEnd);
      },
      isBehind: (place) => place < this.#watch.logEnd,
      sleep: (wake) => {
        this.#sleepers.add(wake);
        return () => this.#sleepers.delete(wake);
      },
      onStop: (called) => {
        reading.stop = called;
        if (this.#stopped) called();
      },
      release: () => {
        if (!this.#readers.delete(reading)) return;
        shared.readers -= 1;
        if (shared.readers === 0) this.#tails.delete(name);
      },
    };
  }
}
