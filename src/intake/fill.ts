/** Fills an empty record with the sets that come with the project. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { importSets } from './import.ts';

/**
 * Imports every set in a folder of sets, unless something is on record already. Several processes
 * may do so at once. Throws FaultySets, and imports nothing, where a set is at fault.
 */
export async function fillIfEmpty(store: Store, folder: string): Promise<void> {
  if ((await recordState(store)).version > 0) return;
  const inside = await readdir(folder, { withFileTypes: true });
  const dirs = inside.filter((one) => one.isDirectory()).map((one) => join(folder, one.name));
  await importSets(store, dirs.sort());
}
