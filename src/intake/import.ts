/** Imports sets of the record from their folders or files: all of them, or nothing where there is a fault. */
import type { RecordSet } from '../record/set.ts';
import { type ImportSummary, importSet } from '../store/import.ts';
import type { Store } from '../store/store.ts';
import { FaultySets } from './faulty-sets.ts';
import { onRecordIn } from './on-record.ts';
import { type OnProgress, type Reading, readSets } from './read.ts';

/**
 * The sets may rest on each other and on what is on record. They are checked as they are written,
 * in one transaction. Throws FaultySets with all that is wrong.
 */
export async function importSets(
  store: Store,
  paths: readonly string[],
  onProgress?: OnProgress,
): Promise<ImportSummary> {
  const onRecord = onRecordIn(store);
  const reading = await readSets(paths, { onRecord, ...(onProgress && { onProgress }) });
  return await importSet(store, soundParts(reading));
}

/** Nothing more from the first fault on; but reads to the end, to throw FaultySets with every one. */
async function* soundParts(reading: Reading): AsyncGenerator<RecordSet> {
  for await (const part of reading.parts()) if (!reading.faulty) yield part;
  if (reading.faulty) throw new FaultySets(reading.faults);
}
