/** Brings sets of the record in: all of a set or nothing of it, and again without harm. */
import type { Transaction } from 'kysely';
import type * as set from '../record/set.ts';
import { partiesAmong } from './import-actors.ts';
import { type ImportedKind, itemsOf, objectKinds, setAsideItems } from './import-kinds.ts';
import { type Imported, importObjects, include } from './import-objects.ts';
import { importUpdates } from './import-updates.ts';
import { lockRecord, raiseRecord } from './state.ts';
import type { Store } from './store.ts';
import type { RecordStateTable, Tables } from './tables.ts';

export interface ImportSummary {
  /** The record's version after the import. */
  version: number;
  /** What was added and changed, by slug or key, and how many were as they are. */
  kinds: Record<ImportedKind, Imported>;
}

/**
 * Adds what is new, replaces what has changed, leaves the rest, in one transaction. Of the pledge
 * log it only adds entries; one that is in the log with other content is a StoreError, and then
 * nothing is imported. What is to be imported comes in parts, checked by intake: what an object
 * mentions is in the same part or one before it, or on record. Where `parts` throws, nothing is
 * imported either.
 */
export async function importSet(
  store: Store,
  parts: Iterable<set.RecordSet> | AsyncIterable<set.RecordSet>,
): Promise<ImportSummary> {
  return await store.write(async (db) => {
    // First of all, as whoever writes into the log does: each would else wait for what the other holds.
    const before = await lockRecord(store, db);
    const kinds = await importParts(store, db, parts, before);
    const nothingNew = Object.values(kinds).every(
      ({ added, changed }) => added.length + changed.length === 0,
    );
    const { version } = nothingNew
      ? before
      : await raiseRecord(store, db, kinds.updates.added.length);
    return { kinds, version };
  });
}

async function importParts(
  store: Store,
  db: Transaction<Tables>,
  parts: Iterable<set.RecordSet> | AsyncIterable<set.RecordSet>,
  before: RecordStateTable,
): Promise<ImportSummary['kinds']> {
  const kinds = nothingYet();
  const setAside: set.SetAside[] = [];
  for await (const part of parts) {
    const items = itemsOf(part, await partiesAmong(store, db, part));
    for (const kind of objectKinds) {
      if (kind === 'setAside') continue;
      include(await importObjects(store, db, kind, items[kind]), kinds[kind]);
    }
    const end = before.log_end + kinds.updates.added.length;
    include(await importUpdates(store, db, part.updates, end), kinds.updates);
    for (const one of part.setAside) setAside.push(one);
  }
  include(await importObjects(store, db, 'setAside', setAsideItems(setAside)), kinds.setAside);
  return kinds;
}

function nothingYet(): ImportSummary['kinds'] {
  const nothing = (): Imported => ({ added: [], changed: [], left: 0 });
  return {
    sources: nothing(),
    processes: nothing(),
    parties: nothing(),
    people: nothing(),
    talks: nothing(),
    delegations: nothing(),
    sponsors: nothing(),
    quotes: nothing(),
    pledges: nothing(),
    setAside: nothing(),
    updates: nothing(),
  };
}
