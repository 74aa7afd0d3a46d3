/** Brings sets of the record in: all of a set or nothing of it, and again without harm. */
import { sql } from 'kysely';
import type * as set from '../record/set.ts';
import { partiesAmong } from './import-actors.ts';
import { digestOf, remember } from './import-digests.ts';
import { type ImportedKind, importedKinds, itemsOf } from './import-kinds.ts';
import { type Imported, importObjects } from './import-objects.ts';
import { freshUpdates } from './import-updates.ts';
import { appendUpdates } from './log-append.ts';
import { raiseRecord, recordState } from './state.ts';
import type { Store } from './store.ts';

export interface ImportSummary {
  /** The record's version after the import. */
  version: number;
  /** What was added and changed, by slug or key, and how many were as they are. */
  kinds: Record<ImportedKind, Imported>;
}

/** PostgreSQL's advisory lock: one import at a time. Any number, but always this one. */
const importLock = 4_172_017;

/**
 * Adds what is new, replaces what has changed, leaves the rest, in one transaction. Of the pledge
 * log it only adds entries; one that is in the log with other content is a StoreError, and then
 * nothing is imported. `set` has been checked by intake.
 */
export async function importSet(store: Store, set: set.RecordSet): Promise<ImportSummary> {
  return await store.db.transaction().execute(async (db) => {
    if (store.kind === 'postgres')
      await sql`select pg_advisory_xact_lock(${importLock})`.execute(db);
    // Filled kind by kind, in the order of `importedKinds`.
    const kinds = {} as ImportSummary['kinds'];
    const items = itemsOf(set, await partiesAmong(store, db, set));
    for (const kind of importedKinds) {
      if (kind !== 'updates') kinds[kind] = await importObjects(store, db, kind, items[kind]);
    }
    const { fresh, left } = await freshUpdates(store, db, set.updates);
    kinds.updates = { added: fresh.map((update) => update.key), changed: [], left };
    const nothingNew = Object.values(kinds).every(
      ({ added, changed }) => added.length + changed.length === 0,
    );
    if (nothingNew) return { kinds, version: (await recordState({ ...store, db })).version };
    const state = await raiseRecord(db, fresh.length);
    await appendUpdates(store, db, fresh, state.log_end - fresh.length);
    const entries = fresh.map((update) => ({ key: update.key, sha256: digestOf(update) }));
    await remember(store, db, 'updates', entries);
    return { kinds, version: state.version };
  });
}
