/** Of the pledge log's entries in a set, which ones are new: those in the log stay as they are. */
import type { Transaction } from 'kysely';
import type * as set from '../record/set.ts';
import { digestOf, digestsOf } from './import-digests.ts';
import { type Store, StoreError } from './store.ts';
import type { Tables } from './tables.ts';

/** Throws a StoreError where an entry is in the log with other content. */
export async function freshUpdates(
  store: Store,
  db: Transaction<Tables>,
  updates: readonly set.Update[],
): Promise<{ fresh: set.Update[]; left: number }> {
  const keys = updates.map((update) => update.key);
  const known = await digestsOf(store, db, 'updates', keys);
  const rewritten = updates.find(
    (update) => known.has(update.key) && known.get(update.key) !== digestOf(update),
  );
  if (rewritten) {
    throw new StoreError(
      `The entry ${rewritten.key} is in the pledge log with other content. What the log says is not changed: take the entry back with one that has \`retracts\`, and add another.`,
    );
  }
  const fresh = updates.filter((update) => !known.has(update.key));
  return { fresh, left: updates.length - fresh.length };
}
