/** The newest entries that one filter lets through, read once for everyone who follows them. */
import { type PledgeUpdate, type PledgeUpdateFilter, updatesBetween } from '../store/log.ts';
import type { Store } from '../store/store.ts';

/** So many entries are kept; whoever is further behind reads from the log. */
const entriesKept = 1_000;

/** So many entries are read at once, so that whoever reads slowly holds no more than these. */
const entriesAtOnce = 200;

export interface Stretch {
  entries: readonly PledgeUpdate[];
  /** Every entry up to this place has been looked at. */
  upTo: number;
}

/** One reader's way to the log. */
export interface LogReader {
  /** The next entries behind a place; fewer than there are, where there are many. */
  read(after: number): Promise<Stretch>;
  /** Whether the log is known to go on behind a place. */
  isBehind(place: number): boolean;
  /** Calls `wake` at the next new entry; what it returns takes that back. */
  sleep(wake: () => void): () => void;
  /** Calls what it is given when the feed stops, at once if it has. */
  onStop(called: () => void): void;
  release(): void;
}

export class LogTail {
  readonly #store: Store;
  readonly #filter: PledgeUpdateFilter;
  /** Entries behind `#from` and up to `#to`, all that the filter lets through. */
  #entries: PledgeUpdate[] = [];
  #from: number;
  #to: number;
  #reading: Promise<void> | undefined;

  /** Begins at the place `at`: what is before it is read from the log when somebody asks. */
  constructor(store: Store, filter: PledgeUpdateFilter, at: number) {
    this.#store = store;
    this.#filter = filter;
    this.#from = at;
    this.#to = at;
  }

  /** The next entries behind a place, up to `end`; fewer than there are, where there are many. */
  async read(after: number, end: number): Promise<Stretch> {
    if (after < this.#from) return this.#readFromLog(after, Math.min(end, this.#from));
    while (this.#to < end && after >= this.#to) await this.#readOn(end);
    const first = this.#entries.findIndex((entry) => entry.place > after);
    const entries = first < 0 ? [] : this.#entries.slice(first, first + entriesAtOnce);
    const rest = first < 0 ? 0 : this.#entries.length - first - entries.length;
    return {
      entries,
      upTo: rest > 0 ? (entries.at(-1)?.place ?? after) : Math.max(after, this.#to),
    };
  }

  async #readFromLog(after: number, upTo: number): Promise<Stretch> {
    const entries = await updatesBetween(this.#store, this.#filter, after, upTo, entriesAtOnce);
    const all = entries.length < entriesAtOnce;
    return { entries, upTo: all ? upTo : (entries.at(-1)?.place ?? upTo) };
  }

  /** Reads what has come since, once for all who wait for it. */
  #readOn(end: number): Promise<void> {
    this.#reading ??= this.#extend(end).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #extend(end: number): Promise<void> {
    const { entries, upTo } = await this.#readFromLog(this.#to, end);
    this.#entries.push(...entries);
    this.#to = upTo;
    const dropped = this.#entries.splice(0, Math.max(0, this.#entries.length - entriesKept));
    this.#from = dropped.at(-1)?.place ?? this.#from;
  }
}
