/** One relation as an operation reads it: from rows at hand, or from the store with all others of its level. */
import DataLoader from 'dataloader';
import type { Store } from '../store/store.ts';
import type { KeptRows } from './row-cache.ts';
import type { Soon } from './soon.ts';

/** Reads the rows of many keys at once, in the keys' order. */
export type Batch<Key, Row> = (store: Store, keys: readonly Key[]) => Promise<Row[]>;

/** The operation that reads. */
export interface Reader {
  /** Where a relation's rows are at hand, if this operation may take them from there. */
  kept<Key extends string | number, Row>(relation: string): KeptRows<Key, Row> | null;
  /** The store, once it may be read from. Rejects where nothing more is to be read. */
  toRead(): Promise<Store>;
}

export interface LookupParts<Key extends string | number, Row> {
  reader: Reader;
  /** The name under which rows are kept. */
  relation: string;
  /** The key under which a row is kept within the relation, where it is not the one that is asked for. */
  keptKey?: (key: Key) => string;
  batch: Batch<Key, Row>;
}

/**
 * What is not at hand is asked for with whatever else the operation asks for before it waits: one
 * statement for all of it. The loader is made with the first such key, as most operations ask for
 * few relations, and find most rows at hand.
 */
export class Lookup<Key extends string | number, Row> {
  readonly #parts: LookupParts<Key, Row>;
  #kept: KeptRows<string | number, Row> | null | undefined;
  #loader: DataLoader<Key, Row> | undefined;

  constructor(parts: LookupParts<Key, Row>) {
    this.#parts = parts;
  }

  load(key: Key): Soon<Row> {
    const { reader, relation, keptKey } = this.#parts;
    this.#kept ??= reader.kept(relation);
    const row = this.#kept?.get(keptKey ? keptKey(key) : key);
    if (row !== undefined) return row;
    this.#loader ??= new DataLoader((keys) => this.#read(keys));
    return this.#loader.load(key);
  }

  async #read(keys: readonly Key[]): Promise<Row[]> {
    const { reader, keptKey, batch } = this.#parts;
    const store = await reader.toRead();
    const begun = this.#kept?.begin() ?? null;
    const rows = await batch(store, keys);
    this.#kept?.keep(begun, keptKey ? keys.map(keptKey) : keys, rows);
    return rows;
  }
}
