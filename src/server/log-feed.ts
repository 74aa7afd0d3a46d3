/** Follows the pledge log for everyone who has subscribed: what is in it already, then what comes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { PledgeUpdate, PledgeUpdateFilter } from '../store/log.ts';
import type { RecordWatch } from '../store/record-watch.ts';
import type { Store } from '../store/store.ts';
import { describeFault, type Report } from './errors.ts';
import { LogFollower } from './log-follower.ts';
import { LogTail } from './log-tail.ts';

/** How long a store that cannot be read is left alone, in milliseconds. */
const retryAfter = 250;

/** Followers with the same filter share what is read; it is dropped with the last of them. */
interface Shared {
  tail: LogTail;
  followers: number;
}

/** The end of the log as this process knows it, for all who follow it. */
export class LogFeed {
  readonly #store: Store;
  readonly #watch: RecordWatch;
  readonly #report: Report;
  readonly #tails = new Map<string, Shared>();
  readonly #sleepers = new Set<() => void>();
  readonly #followers = new Set<LogFollower>();
  #stopped = false;

  constructor(store: Store, watch: RecordWatch, report: Report) {
    this.#store = store;
    this.#watch = watch;
    this.#report = report;
  }

  /** Ends every follower, those still to come among them. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const follower of [...this.#followers]) await follower.return();
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

  follow(after: number, filter: PledgeUpdateFilter): AsyncIterableIterator<PledgeUpdate> {
    const name = JSON.stringify(filter);
    const shared = this.#tails.get(name) ?? {
      tail: new LogTail(this.#store, filter, this.#watch.logEnd),
      followers: 0,
    };
    shared.followers += 1;
    this.#tails.set(name, shared);
    const follower = new LogFollower({
      after,
      read: (place) => shared.tail.read(place, this.#watch.logEnd),
      isBehind: (place) => place < this.#watch.logEnd,
      sleep: (wake) => this.#sleep(wake),
      onFault: (cause) => this.#report(describeFault(cause, 'a subscription')),
      onDone: () => {
        this.#followers.delete(follower);
        shared.followers -= 1;
        if (shared.followers === 0) this.#tails.delete(name);
      },
    });
    this.#followers.add(follower);
    if (this.#stopped) void follower.return();
    return follower;
  }

  /** Calls `wake` at the next new entry; what it returns takes that back. */
  #sleep(wake: () => void): () => void {
    this.#sleepers.add(wake);
    return () => this.#sleepers.delete(wake);
  }
}
