/** Everyone who follows the log with one operation. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { type CommonReads, createContext, type RecordContext } from '../graphql/context.ts';
import type { PledgeUpdate, PledgeUpdateFilter } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { markPlace } from './entry-places.ts';
import { describeFault, isMasked, maskError, type Report } from './errors.ts';
import { limits } from './limits.ts';
import type { LogFeed } from './log-feed.ts';
import type { LogReader } from './log-tail.ts';

export interface AnswerParts {
  store: Store;
  reads: CommonReads;
  feed: LogFeed;
  /** The version of the record that this process knows; null as long as it may not hear of more. */
  version: () => number | null;
  report: Report;
}

/** An answered entry. */
export interface LiveAnswer {
  place: number;
  result: ExecutionResult;
}

/** Where answers go without being asked for one by one. */
export interface Receiver {
  /** Takes an answer. False where it can take no more for now. */
  write(answer: LiveAnswer): boolean;
  /** Answers when it can take more, or has been closed. */
  ready(): Promise<void>;
  /** There will be no more: the server is being stopped. */
  end(): void;
}

interface Attached {
  receiver: Receiver;
  /** The place up to which the receiver has had everything. */
  at: number;
  left: boolean;
}

type Answer = (entry: PledgeUpdate, context: { record: RecordContext }) => Promise<ExecutionResult>;

/** So many answers are kept for those who come to the same entry somewhat later. */
const answersKept = 256;

/** What fails so often on a store that can be read is a fault of ours, and told. */
const attempts = 3;

/** How long a store that cannot be read is left alone, in milliseconds. */
const retryAfter = 100;

interface Kept {
  version: number;
  answer: Promise<LiveAnswer>;
}

export class LiveGroup {
  readonly #answer: Answer;
  readonly #parts: AnswerParts;
  readonly #filter: PledgeUpdateFilter;
  /** There when somebody is given answers without asking for them one by one. */
  #opened: LogReader | undefined;
  readonly #onEmpty: () => void;
  readonly #kept = new Map<number, Kept>();
  /** Those who have had everything up to `#at`; the others catch up by themselves. */
  readonly #live = new Set<Attached>();
  readonly #attached = new Set<Attached>();
  #at = 0;
  #holders = 0;
  #telling = false;
  #wake = () => {};

  constructor(filter: PledgeUpdateFilter, answer: Answer, parts: AnswerParts, onEmpty: () => void) {
    this.#answer = answer;
    this.#parts = parts;
    this.#onEmpty = onEmpty;
    this.#filter = filter;
  }

  hold(): void {
    this.#holders += 1;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#opened?.release();
    this.#onEmpty();
  }

  /**
   * Answers an entry. It is answered once as long as the record stays at one version: what is asked
   * of the entry's pledge may have changed since.
   */
  answer(entry: PledgeUpdate): Promise<LiveAnswer> {
    const version = this.#parts.version();
    const kept = this.#kept.get(entry.place);
    if (kept && kept.version === version) return kept.answer;
    const answer = this.#make(entry);
    if (version === null) return answer;
    this.#kept.set(entry.place, { version, answer });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > answersKept && oldest !== undefined) this.#kept.delete(oldest);
    return answer;
  }

  /** Gives a receiver every answer behind a place; what it returns ends that. */
  attach(receiver: Receiver, after: number): () => void {
    const attached: Attached = { receiver, at: after, left: false };
    this.#attached.add(attached);
    void this.#catchUp(attached);
    return () => {
      attached.left = true;
      this.#attached.delete(attached);
      this.#live.delete(attached);
      if (this.#live.size === 0) this.#wake();
    };
  }

  get #reader(): LogReader {
    if (this.#opened) return this.#opened;
    this.#opened = this.#parts.feed.reader(this.#filter);
    this.#opened.onStop(() => this.#end());
    return this.#opened;
  }

  async #catchUp(attached: Attached): Promise<void> {
    // As long as some are told, if only until that ends: they are told from `#at` on.
    const isTelling = () => this.#live.size > 0 || this.#telling;
    while (!attached.left && isTelling() && attached.at < this.#at) {
      try {
        const { entries, upTo } = await this.#reader.read(attached.at);
        for (const entry of entries) {
          const answer = await this.answer(entry);
          if (!this.#give(attached, answer)) await attached.receiver.ready();
          if (attached.left) return;
        }
        attached.at = Math.max(attached.at, upTo);
      } catch (cause) {
        await this.#afterFault(cause);
      }
    }
    if (attached.left) return;
    if (!isTelling()) this.#at = attached.at;
    this.#live.add(attached);
    if (!this.#telling) void this.#tell();
  }

  /** Tells those who are up to date of each entry as it comes, all of them at once. */
  async #tell(): Promise<void> {
    this.#telling = true;
    while (this.#live.size > 0) {
      const woken = Promise.withResolvers<void>();
      this.#wake = woken.resolve;
      // Armed before the log is read: an entry that comes meanwhile ends the wait at once.
      const disarm = this.#reader.sleep(woken.resolve);
      try {
        const { entries, upTo } = await this.#reader.read(this.#at);
        for (const entry of entries) this.#tellAll(await this.answer(entry));
        this.#at = Math.max(this.#at, upTo);
        if (entries.length === 0 && !this.#reader.isBehind(this.#at)) await woken.promise;
      } catch (cause) {
        await this.#afterFault(cause);
      } finally {
        disarm();
      }
    }
    this.#telling = false;
  }

  #tellAll(answer: LiveAnswer): void {
    this.#at = answer.place;
    for (const attached of this.#live) {
      if (this.#give(attached, answer)) continue;
      this.#live.delete(attached);
      void attached.receiver.ready().then(() => this.#catchUp(attached));
    }
  }

  /** Whether the receiver can take more. */
  #give(attached: Attached, answer: LiveAnswer): boolean {
    if (attached.left || answer.place <= attached.at) return true;
    attached.at = answer.place;
    return attached.receiver.write(answer);
  }

  #end(): void {
    for (const { receiver } of [...this.#attached]) receiver.end();
  }

  async #afterFault(cause: unknown): Promise<void> {
    this.#parts.report(describeFault(cause, 'a subscription'));
    await wait(retryAfter, undefined, { ref: false });
  }

  /**
   * Where the store is lost meanwhile, the entry is answered once more: to tell of the fault in its
   * place would pass the entry over, since whoever listens has its place already, and never asks
   * for it again.
   */
  async #make(entry: PledgeUpdate): Promise<LiveAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const record = createContext(this.#parts.store, this.#parts.reads);
      record.stopWith(AbortSignal.timeout(limits.operationWithin));
      const result = await this.#answer(entry, { record });
      if (!isBroken(result) || attempt === attempts)
        return { place: entry.place, result: markPlace(this.#masked(result), entry.place) };
      if (await this.#untilReadable()) attempt = 0;
    }
  }

  /** Answers whether the store was lost. */
  async #untilReadable(): Promise<boolean> {
    for (let lost = false; this.#holders > 0; lost = true) {
      await wait(retryAfter, undefined, { ref: false });
      try {
        await this.#parts.feed.end();
        return lost;
      } catch {
        // The live feed, which reads the same store, tells the operator.
      }
    }
    return false;
  }

  #masked(result: ExecutionResult): ExecutionResult {
    if (!result.errors) return result;
    const errors = result.errors.map((error) => {
      const shown = maskError(error);
      if (shown !== error && isMasked(shown))
        this.#parts.report(describeFault(error, 'a subscription'));
      return shown;
    });
    return { ...result, errors };
  }
}

/** Whether it is by no fault of the client's that something is missing. */
function isBroken({ errors }: ExecutionResult): boolean {
  return errors?.some((error) => isMasked(maskError(error))) ?? false;
}
