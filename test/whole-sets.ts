/** Sets read whole, for tests that look at all of one. */
import { emptyPart } from '../src/intake/check.ts';
import type { Fault } from '../src/intake/faults.ts';
import { recordLists } from '../src/intake/files.ts';
import type { OnRecord } from '../src/intake/names.ts';
import { readSets } from '../src/intake/read.ts';
import type { RecordSet } from '../src/record/set.ts';

/** What sets hold all together, and all that is wrong with them. */
export async function readWhole(
  paths: readonly string[],
  onRecord?: OnRecord,
): Promise<{ set: RecordSet; faults: readonly Fault[] }> {
  const reading = await readSets(paths, onRecord && { onRecord });
  const set = emptyPart();
  for await (const part of reading.parts()) {
    for (const list of recordLists) (set[list] as object[]).push(...part[list]);
  }
  return { set, faults: reading.faults };
}
