/**
 * What several operations ask the store for at one time, read by one statement. A loader does so
 * within one operation; a server that answers many at once would still send the same statement for
 * each of them, and they would wait for one another's connections.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Store, stoppable } from '../store/store.ts';
import type { Batch } from './lookup.ts';

/** Some rows that an operation asks for. */
export interface Asked<Key, Row> {
  /** Tells what is read: those who ask by the same name mean the same rows by the same keys. */
  name: string;
  keys: readonly Key[];
  batch: Batch<Key, Row>;
  /** Aborted when the operation waits no longer. */
  stop?: AbortSignal | undefined;
}

/** So long a statement may hold up the next one of its name, in milliseconds: that one may be quick. */
const patience = 10;

/** With so many keys gathered, the next are read by a statement of their own. */
const keysTogether = 1_000;

export class JointReads {
  readonly #store: Store;
  readonly #queues = new Map<string, Queue>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The rows of the keys, in their order, read after they were asked for. A statement is sent at
   * once where none of its name is under way; what is asked for meanwhile is gathered for the next.
   * Rejects with the store's fault, or with the reason of the stop.
   */
  async read<Key, Row>({ name, keys, batch, stop }: Asked<Key, Row>): Promise<Row[]> {
    const queue = this.#queues.get(name) ?? { next: null, underWay: 0 };
    this.#queues.set(name, queue);
    const gathering: Gathering<Key, Row> =
      queue.next && !queue.next.isLeft ? queue.next : new Gathering(batch);
    const places = gathering.join(keys, stop);
    if (queue.underWay === 0 || gathering.size > keysTogether) this.#start(name, queue, gathering);
    else if (queue.next !== gathering) this.#hold(name, queue, gathering);
    const rows = await gathering.rows;
    stop?.throwIfAborted();
    // Each place is one of a key, and each key has its row.
    return places.map((place) => rows[place] as Row);
  }

  #hold(name: string, queue: Queue, gathering: AnyGathering): void {
    clearTimeout(queue.next?.timer);
    queue.next = gathering;
    gathering.timer = setTimeout(() => this.#start(name, queue, gathering), patience);
  }

  #start(name: string, queue: Queue, gathering: AnyGathering): void {
    clearTimeout(gathering.timer);
    if (queue.next === gathering) queue.next = null;
    queue.underWay += 1;
    gathering.read(this.#store, () => {
      queue.underWay -= 1;
      if (queue.next) this.#start(name, queue, queue.next);
      else if (queue.underWay === 0) this.#queues.delete(name);
    });
  }
}

/** The statements of one name. */
interface Queue {
  underWay: number;
  /** What waits for those to end. */
  next: AnyGathering | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a name tells of which keys and rows it is.
type AnyGathering = Gathering<any, any>;

/** What is going to be read by one statement, for all who have joined. */
class Gathering<Key, Row> {
  readonly #batch: Batch<Key, Row>;
  readonly #placeOf = new Map<Key, number>();
  readonly #result = Promise.withResolvers<Row[]>();
  readonly #stop = new AbortController();
  readonly #leaving: { signal: AbortSignal; leave: () => void }[] = [];
  /** A statement belongs to the operation that asked for it first, as logs and traces have it. */
  readonly #within = AsyncLocalStorage.snapshot();
  #waiting = 0;
  timer: NodeJS.Timeout | undefined;

  constructor(batch: Batch<Key, Row>) {
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

  async read(store: Store, onEnd: () => void): Promise<void> {
    try {
      const keys = [...this.#placeOf.keys()];
      const reading = stoppable(store, this.#stop.signal);
      this.#result.resolve(await this.#within(() => this.#batch(reading, keys)));
    } catch (cause) {
      this.#result.reject(cause);
    } finally {
      for (const { signal, leave } of this.#leaving) signal.removeEventListener('abort', leave);
      onEnd();
    }
  }
}
