/** Brings sets of the record in: all of a set or nothing of it, and again without harm. */
import type * as set from '../record/set.ts';
import { partiesAmong } from './import-actors.ts';
import { type ImportedKind, importedKinds, itemsOf } from './import-kinds.ts';
import { type Imported, importObjects } from './import-objects.ts';
import { freshUpdates } from './import-updates.ts';
import { appendUpdates } from './log-append.ts';
import { lockRecord, raiseRecord, recordState } from './state.ts';
import type { Store } from './store.ts';

export interface ImportSummary {
  /** The record's version after the import. */
  version: number;
  /** What was added and changed, by slug or key, and how many were as they are. */
  kinds: Record<ImportedKind, Imported>;
}

/**
 * Adds what is new, replaces what has changed, leaves the rest, in one transaction. Of the pledge
 * log it only adds entries; one that is in the log with other content is a StoreError, and then
 * nothing is imported. `set` has been checked by intake. `onProgress` hears how many objects more
 * have been dealt with.
 */
export async function importSet(
  store: Store,
  set: set.RecordSet,
  onProgress: (count: number) => void = () => {},
): Promise<ImportSummary> {
  return await store.write(async (db) => {
    // First of all, as whoever writes into the log does: each would else wait for what the other holds.
    await lockRecord(store, db);
    // Filled kind by kind, in the order of `importedKinds`.
    const kinds = {} as ImportSummary['kinds'];
    const items = itemsOf(set, await partiesAmong(store, db, set));
    for (const kind of importedKinds) {
      if (kind !== 'updates')
        kinds[kind] = await importObjects(store, db, kind, items[kind], onProgress);
    }
    const { fresh, left } = await freshUpdates(store, db, set.updates);
    kinds.updates = { added: fresh.map((update) => update.key), changed: [], left };
    const nothingNew = Object.values(kinds).every(
      ({ added, changed }) => added.length + changed.length === 0,
    );
    if (nothingNew) return { kinds, version: (await recordState({ ...store, db })).version };
    const state = await raiseRecord(store, db, fresh.length);
    await appendUpdates(store, db, fresh, state.log_end - fresh.length);
    return { kinds, version: state.version };
  });
}
