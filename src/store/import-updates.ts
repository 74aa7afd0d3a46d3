/** Adds the pledge log's entries of a set that are new: those in the log stay as they are. */
import type { Transaction } from 'kysely';
import type * as set from '../record/set.ts';
import { digestOf, digestsOf } from './import-digests.ts';
import type { Imported } from './import-objects.ts';
import { appendUpdates } from './log-append.ts';
import { type Store, StoreError } from './store.ts';
import type { Tables } from './tables.ts';

/** `end` is the last place in the log. Throws a StoreError where an entry is in it with other content. */
export async function importUpdates(
  store: Store,
  db: Transaction<Tables>,
  updates: readonly set.Update[],
  end: number,
): Promise<Imported> {
  if (updates.length === 0) return { added: [], changed: [], left: 0 };
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
  await appendUpdates(store, db, fresh, end);
  return { added: fresh.map(({ key }) => key), changed: [], left: updates.length - fresh.length };
}
