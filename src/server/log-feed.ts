/** Follows the pledge log for everyone who has subscribed: what is in it already, then what comes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Listening } from '../store/listen.ts';
import type { PledgeUpdate, PledgeUpdateFilter } from '../store/log.ts';
import { recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { describeFault, type Report } from './errors.ts';
import type { LogPosition } from './instruments/metrics.ts';
import { LogFollower } from './log-follower.ts';
import { LogTail } from './log-tail.ts';

/** How long a store that cannot be read is left alone, in milliseconds. */
const retryAfter = 250;

/** Followers with the same filter share what is read; it is dropped with the last of them. */
interface Shared {
  tail: LogTail;
  followers: number;
}

/**
 * The end of the log as this process knows it. A doorbell says that there may be more; the log
 * says what. The doorbell is armed before the log is read, so nothing falls between the two.
 */
export class LogFeed {
  readonly #store: Store;
  readonly #report: Report;
  readonly #tails = new Map<string, Shared>();
  readonly #sleepers = new Set<() => void>();
  readonly #followers = new Set<LogFollower>();
  #end = 0;
  #refreshing = false;
  #rungAgain = false;
  #retry: NodeJS.Timeout | undefined;
  #listening: Listening | undefined;
  #failing = false;
  #stopped = false;

  constructor(store: Store, report: Report) {
    this.#store = store;
    this.#report = report;
  }

  /** Begins to listen, when there is somebody to listen for. */
  #listen(): void {
    if (this.#listening) return;
    this.#listening = this.#store.listen(() => this.ring());
    // What was written before the doorbell was armed has rung nobody.
    this.ring();
  }

  /** How far this process is, for whoever runs it. */
  async position(): Promise<LogPosition> {
    const { logEnd } = await recordState(this.#store);
    const places = [...this.#followers].map((follower) => follower.place);
    return {
      end: logEnd,
      heard: places.length === 0 ? null : this.#end,
      furthestBehind: places.length === 0 ? null : Math.min(...places),
    };
  }

  /** Whether whoever follows the log hears of what is new. */
  get isRunning(): boolean {
    return this.#followers.size === 0 || (this.#listening?.isArmed() === true && !this.#failing);
  }

  /** Ends every follower, those still to come among them, and stops to listen. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    for (const follower of [...this.#followers]) await follower.return();
    const listening = this.#listening;
    this.#listening = undefined;
    await listening?.stop();
  }

  /** Says that there may be new entries. Costs nothing where there are none. */
  ring(): void {
    if (this.#stopped) return;
    this.#rungAgain = true;
    if (!this.#refreshing) void this.#refresh();
  }

  /** The newest place in the log, asked of the store. */
  async end(): Promise<number> {
    await this.#readEnd();
    return this.#end;
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
    if (!this.#stopped) this.#listen();
    const name = JSON.stringify(filter);
    const shared = this.#tails.get(name) ?? {
      tail: new LogTail(this.#store, filter, this.#end),
      followers: 0,
    };
    shared.followers += 1;
    this.#tails.set(name, shared);
    const follower = new LogFollower({
      after,
      read: (place) => shared.tail.read(place, this.#end),
      isBehind: (place) => place < this.#end,
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

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    while (this.#rungAgain) {
      this.#rungAgain = false;
      try {
        await this.#readEnd();
        this.#failing = false;
      } catch (cause) {
        if (this.#stopped) break;
        this.#failing = true;
        this.#report(describeFault(cause, 'the live feed'));
        this.#retry = setTimeout(() => this.ring(), retryAfter).unref();
      }
    }
    this.#refreshing = false;
  }

  async #readEnd(): Promise<void> {
    const { logEnd } = await recordState(this.#store);
    if (logEnd <= this.#end) return;
    this.#end = logEnd;
    const sleepers = [...this.#sleepers];
    this.#sleepers.clear();
    for (const wake of sleepers) wake();
  }
}
