/** One relation as an operation reads it: from rows at hand, or from the store with all others of its level. */
import DataLoader from 'dataloader';
import type { Store } from '../store/store.ts';
import type { KeptRows } from './row-cache.ts';
import type { Soon } from './soon.ts';

/** Reads the rows of many keys at once, in the keys' order. */
export type Batch<Key, Row> = (store: Store, keys: readonly Key[]) => Promise<Row[]>;

/** Rows by their keys, as resolvers ask for them. */
export interface ByKey<Key, Row> {
  load(key: Key): Soon<Row>;
}

/** The operation that reads. */
export interface Reader {
  /** Where a relation's rows are at hand, if this operation may take them from there. */
  kept<Key extends string | number, Row>(relation: string): KeptRows<Key, Row> | null;
  /** Once anything may be read. Rejects where nothing more is to be read. */
  ready(): Promise<void>;
  /** Reads rows, with whoever else asks for such rows at the same time. */
  read<Key, Row>(name: string, keys: readonly Key[], batch: Batch<Key, Row>): Promise<Row[]>;
}

/**
 * What is not at hand is asked for with whatever else the operation asks for before it waits: one
 * statement for all of it. The loader is made with the first such key, as most operations ask for
 * few relations, and find most rows at hand.
 */
export class Lookup<Key extends string | number, Row> implements ByKey<Key, Row> {
  readonly #reader: Reader;
  readonly #relation: string;
  readonly #batch: Batch<Key, Row>;
  readonly #list: string | undefined;
  #kept: KeptRows<string | number, Row> | null | undefined;
  #loader: DataLoader<Key, Row> | undefined;

  /** Rows are kept under the keys that they are asked for by; those of a list also under its name. */
  constructor(reader: Reader, relation: string, batch: Batch<Key, Row>, list?: string) {
    this.#reader = reader;
    this.#relation = relation;
    this.#batch = batch;
    this.#list = list;
  }

  load(key: Key): Soon<Row> {
    if (this.#kept === undefined) this.#kept = this.#reader.kept(this.#relation);
    const row = this.#kept?.get(this.#keptKey(key));
    if (row !== undefined) return row;
    this.#loader ??= new DataLoader((keys) => this.#read(keys));
    return this.#loader.load(key);
  }

  async #read(keys: readonly Key[]): Promise<Row[]> {
    await this.#reader.ready();
    const begun = this.#kept?.begin() ?? null;
    const name = this.#list === undefined ? this.#relation : `${this.#relation} ${this.#list}`;
    const rows = await this.#reader.read(name, keys, this.#batch);
    this.#kept?.keep(begun, this.#list === undefined ? keys : keys.map(this.#keptKey, this), rows);
    return rows;
  }

  #keptKey(key: Key): string | number {
    return this.#list === undefined ? key : `${this.#list} ${key}`;
  }
}
