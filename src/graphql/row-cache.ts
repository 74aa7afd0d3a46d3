/**
 * Rows that have been read already, at hand for every operation of the process. One integer rules
 * them all: rows are kept where the same version of the record was known before and after they
 * were read, and given as long as no other is known; at a new version all are dropped. What this
 * process has written is known before it is acknowledged, so nothing older is given afterwards.
 *
 * A row may be newer than the version that it is kept at, where another process has written and
 * was not heard yet; never older. Rows hold nothing of who asks, or in which language.
 */
import { LRUCache } from 'lru-cache';
import type { RecordState } from '../store/state.ts';
import { freezeAndMeasure } from './kept-size.ts';

export interface RowCacheParts {
  /** The newest state of the record that this process has heard of; null as long as it may not hear of more. */
  known: () => RecordState | null;
  /** About how many bytes the rows may take; 32 MB if not given, and none are kept if 0. */
  bytes?: number | undefined;
}

/** Hits and misses since the process began; entries and bytes as they are now. */
export interface RowCacheStats {
  hits: number;
  misses: number;
  entries: number;
  bytes: number;
}

type Key = string | number;

const usualBytes = 32 * 2 ** 20;

/** What an entry takes beside its key and its value. */
const entryBytes = 120;

/** In the place of null, which LRUCache does not hold. */
const absent = Symbol('not on record');

export class RowCache {
  /** Whether it keeps any rows. */
  readonly keeps: boolean;
  readonly #parts: Required<RowCacheParts> & { bytes: number };
  readonly #relations = new Map<string, KeptRows<Key, unknown>>();
  #version = 0;

  constructor({ known, bytes = usualBytes }: RowCacheParts) {
    // What is larger than the bound is not kept at all.
    this.#parts = { known, bytes: Math.max(1, bytes) };
    this.keeps = bytes > 0;
  }

  /** The newest state of the record that this process has heard of, if it would hear of a newer one. */
  get known(): RecordState | null {
    return this.#parts.known();
  }

  get stats(): RowCacheStats {
    const each = [...this.#relations.values()];
    const sum = (count: (rows: KeptRows<Key, unknown>) => number) =>
      each.reduce((total, rows) => total + count(rows), 0);
    return {
      hits: sum((rows) => rows.hits),
      misses: sum((rows) => rows.misses),
      entries: sum((rows) => rows.entries),
      bytes: sum((rows) => rows.bytes),
    };
  }

  /** The rows of one relation. Whoever asks by the same name speaks of keys and rows of the same type. */
  relation<RowKey extends Key, Row>(name: string): KeptRows<RowKey, Row> {
    let rows = this.#relations.get(name);
    if (!rows) {
      rows = new KeptRows({
        current: () => this.#current(),
        onKept: () => this.#shrink(),
        bytes: this.#parts.bytes,
      });
      this.#relations.set(name, rows);
    }
    return rows as unknown as KeptRows<RowKey, Row>;
  }

  #current(): number | null {
    const state = this.#parts.known();
    if (state === null) return null;
    if (state.version !== this.#version) {
      for (const rows of this.#relations.values()) rows.drop();
      this.#version = state.version;
    }
    return this.#version;
  }

  /** Lets go of what was asked for longest ago, where the most is kept, until all is within the bound. */
  #shrink(): void {
    for (;;) {
      let bytes = 0;
      let largest: KeptRows<Key, unknown> | undefined;
      for (const rows of this.#relations.values()) {
        bytes += rows.bytes;
        if (!largest || rows.bytes > largest.bytes) largest = rows;
      }
      if (bytes <= this.#parts.bytes) return;
      largest?.dropOldest();
    }
  }
}

interface KeptRowsParts {
  /** The version that rows can be given and kept at, if any; drops those of another. */
  current: () => number | null;
  onKept: () => void;
  bytes: number;
}

/** The rows of one relation, by key. */
export class KeptRows<RowKey extends Key, Row> {
  readonly #parts: KeptRowsParts;
  #rows: LRUCache<RowKey, NonNullable<Row> | typeof absent>;
  hits = 0;
  misses = 0;

  constructor(parts: KeptRowsParts) {
    this.#parts = parts;
    this.#rows = new LRUCache({ maxSize: parts.bytes });
  }

  get entries(): number {
    return this.#rows.size;
  }

  get bytes(): number {
    return this.#rows.calculatedSize;
  }

  /** What a key has, frozen; undefined where that is not at hand. */
  get(key: RowKey): Row | undefined {
    const row = this.#parts.current() === null ? undefined : this.#rows.get(key);
    if (row === undefined) {
      this.misses += 1;
      return undefined;
    }
    this.hits += 1;
    // Only rows that may be null have been kept as absent.
    return row === absent ? (null as Row) : row;
  }

  /** What `keep` is to be told of rows that are read from now on. */
  begin(): number | null {
    return this.#parts.current();
  }

  /** Keeps what was read since `begun`, unless more has been heard of since. It is frozen. */
  keep(begun: number | null, keys: readonly RowKey[], rows: readonly Row[]): void {
    if (begun === null || this.#parts.current() !== begun) return;
    keys.forEach((key, index) => {
      const row = rows[index];
      // Operations that have read it together keep the very same row.
      if (row === undefined || row === this.#rows.peek(key)) return;
      const size = entryBytes + freezeAndMeasure(key) + freezeAndMeasure(row);
      this.#rows.set(key, row ?? absent, { size });
    });
    this.#parts.onKept();
  }

  /** Cheaper than to clear what is there, which looks at each entry. */
  drop(): void {
    if (this.#rows.size > 0) this.#rows = new LRUCache({ maxSize: this.#parts.bytes });
  }

  dropOldest(): void {
    this.#rows.pop();
  }
}
