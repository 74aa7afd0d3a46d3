/** An open database, and what can go wrong with it. */
import type { AbortableQueryOptions, Kysely, Transaction } from 'kysely';
import type { Listening } from './listen.ts';
import type { Tables } from './tables.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

export interface Store {
  /** For reading. */
  readonly db: Kysely<Tables>;
  readonly kind: DatabaseKind;
  /** How what is read is broken off, where that can be: given to each statement that reads. */
  readonly breaking?: AbortableQueryOptions;
  /** Writes all that it is given to write, or nothing; it is on disk when this is answered. */
  write<Result>(transaction: (db: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /**
   * Reads the record as it is at one moment, however long that takes and whoever writes meanwhile.
   * It holds a connection of its own, so that nobody else waits; the callback must not outlive it.
   */
  snapshot<Result>(reading: (store: Store) => Promise<Result>): Promise<Result>;
  /**
   * Calls `ring` after every commit that raises the record's version, by whichever process. Calls
   * `deaf` when commits may go unheard, until the next `ring`.
   */
  listen(ring: () => void, deaf?: () => void): Listening;
  close(): Promise<void>;
}

/**
 * The same store, whose reading stops with the signal. PostgreSQL is told to break off the statement
 * under way; SQLite runs in this process, and each of its statements ends before anyone can stop it.
 */
export function stoppable(store: Store, signal: AbortSignal): Store {
  if (store.kind === 'sqlite') return store;
  return { ...store, breaking: { signal, inflightQueryAbortStrategy: 'cancel query' } };
}

/** A fault that the caller can mend; its message is one line and says how. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
