/** Reads sets to their end, and keeps nothing but how much they hold and what is wrong with them. */
import type { Fault } from './faults.ts';
import { type RecordList, recordLists } from './files.ts';
import { type OnProgress, readSets } from './read.ts';

export interface Counted {
  /** How many entries of a right shape each list has. */
  counts: ReadonlyMap<RecordList, number>;
  /** File by file. */
  faults: readonly Fault[];
}

/** The sets may rest on each other; what is on record is not looked at. */
export async function countSets(
  paths: readonly string[],
  onProgress?: OnProgress,
): Promise<Counted> {
  const reading = await readSets(paths, onProgress && { onProgress });
  const counts = new Map<RecordList, number>(recordLists.map((list) => [list, 0]));
  for await (const part of reading.parts()) {
    for (const [list, count] of counts) counts.set(list, count + part[list].length);
  }
  return { counts, faults: reading.faults };
}
