/** An open database, and what can go wrong with it. */
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

export interface Store {
  /** For reading. */
  readonly db: Kysely<Tables>;
  readonly kind: DatabaseKind;
  /** Writes all that it is given to write, or nothing; it is on disk when this is answered. */
  write<Result>(transaction: (db: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** A fault that the caller can mend; its message is one line and says how. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
