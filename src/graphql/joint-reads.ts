/**
 * What several operations ask the store for at one time, read by one statement. A loader does so
 * within one operation; a server that answers many at once would still send the same statement for
 * each of them. While one is under way, what they ask for meanwhile gathers for the next: the more
 * they are, the less each of them costs.
 */
import type { Store } from '../store/store.ts';
import { Gathering } from './gathering.ts';
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

/** So many statements are under way: more would gather less, and each of them would be one more. */
const atOnce = 3;

/** For so long others wait for a statement, in milliseconds: then it is a slow one, and they may be quick. */
const patience = 10;

/** With so many keys gathered, the next are read by a statement of their own. */
const keysTogether = 1_000;

export class JointReads {
  readonly #store: Store;
  /** What is to be read next, in this order; the newest of each name is still joined. */
  readonly #waiting: AnyGathering[] = [];
  readonly #joined = new Map<string, AnyGathering>();
  /** The names of the statements that others wait for. */
  readonly #underWay = new Set<string>();
  #isStartAsked = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The rows of the keys, in their order, read after they were asked for. Rejects with the store's
   * fault, or with the reason of the stop.
   */
  async read<Key, Row>(asked: Asked<Key, Row>): Promise<Row[]> {
    const { keys, batch, stop } = asked;
    // The embedded database has hardly a statement under way when the next is asked for.
    const isEmbedded = this.#store.kind === 'sqlite';
    const rows = await (isEmbedded ? batch(this.#store, keys) : this.#readTogether(asked));
    stop?.throwIfAborted();
    return rows;
  }

  async #readTogether<Key, Row>({ name, keys, batch, stop }: Asked<Key, Row>): Promise<Row[]> {
    let gathering: Gathering<Key, Row> | undefined = this.#joined.get(name);
    if (!gathering || gathering.isLeft || gathering.size > keysTogether) {
      gathering = new Gathering(name, batch);
      this.#joined.set(name, gathering);
      this.#waiting.push(gathering);
    }
    const places = gathering.join(keys, stop);
    this.#startSoon();
    const rows = await gathering.rows;
    // Each place is one of a key, and each key has its row.
    return places.map((place) => rows[place] as Row);
  }

  /** Once all have asked who go on from the same rows. */
  #startSoon(): void {
    if (this.#isStartAsked) return;
    this.#isStartAsked = true;
    setImmediate(() => {
      this.#isStartAsked = false;
      this.#startNext();
    });
  }

  #startNext(): void {
    for (let index = 0; index < this.#waiting.length && this.#underWay.size < atOnce; ) {
      const gathering = this.#waiting[index];
      if (!gathering || this.#underWay.has(gathering.name)) {
        index += 1;
        continue;
      }
      this.#waiting.splice(index, 1);
      if (this.#joined.get(gathering.name) === gathering) this.#joined.delete(gathering.name);
      if (!gathering.isLeft) this.#start(gathering);
    }
  }

  #start(gathering: AnyGathering): void {
    let counts = true;
    this.#underWay.add(gathering.name);
    const goOn = () => {
      if (!counts) return;
      counts = false;
      this.#underWay.delete(gathering.name);
      this.#startSoon();
    };
    const timer = setTimeout(goOn, patience);
    void gathering.read(this.#store).then(() => {
      clearTimeout(timer);
      goOn();
    });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a name tells of which keys and rows it is.
type AnyGathering = Gathering<any, any>;
