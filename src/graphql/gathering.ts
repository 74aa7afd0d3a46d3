/** What is going to be read by one statement, for all who have joined. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Store, stoppable } from '../store/store.ts';
import type { Batch } from './lookup.ts';

export class Gathering<Key, Row> {
  readonly #batch: Batch<Key, Row>;
  readonly #placeOf = new Map<Key, number>();
  readonly #result = Promise.withResolvers<Row[]>();
  readonly #stop = new AbortController();
  readonly #leaving: { signal: AbortSignal; leave: () => void }[] = [];
  /** A statement belongs to the operation that asked for it first, as logs and traces have it. */
  readonly #within = AsyncLocalStorage.snapshot();
  readonly name: string;
  #waiting = 0;

  constructor(name: string, batch: Batch<Key, Row>) {
    this.name = name;
    this.#batch = batch;
  }

  get rows(): Promise<Row[]> {
    return this.#result.promise;
  }

  get size(): number {
    return this.#placeOf.size;
  }

  /** Whether all who joined have left. Then nothing is read any more. */
  get isLeft(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Answers where the keys' rows are going to be. */
  join(keys: readonly Key[], signal: AbortSignal | undefined): number[] {
    this.#waiting += 1;
    if (signal) {
      const leave = () => {
        this.#waiting -= 1;
        if (this.#waiting > 0) return;
        this.#stop.abort(signal.reason);
        this.#result.reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#leaving.push({ signal, leave });
    }
    return keys.map((key) => {
      const place = this.#placeOf.get(key) ?? this.#placeOf.size;
      this.#placeOf.set(key, place);
      return place;
    });
  }

  /** Never rejects: who has joined hears of what goes wrong. */
  async read(store: Store): Promise<void> {
    try {
      const keys = [...this.#placeOf.keys()];
      const reading = stoppable(store, this.#stop.signal);
      this.#result.resolve(await this.#within(() => this.#batch(reading, keys)));
    } catch (cause) {
      this.#result.reject(cause);
    } finally {
      for (const { signal, leave } of this.#leaving) signal.removeEventListener('abort', leave);
    }
  }
}
