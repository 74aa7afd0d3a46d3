/** The lists of sets as they stand in files, read a piece at a time. */
import type { JsonPath } from './faults.ts';
import type { RecordList } from './files.ts';
import { chunksOf } from './json-file.ts';
import { listPieces } from './json-lists.ts';
import { Unreadable } from './list-scan.ts';

/** A list of a set, and where it stands. */
export interface Section {
  list: RecordList;
  file: string;
  /** The way to it within the file; empty where the file is the list. */
  root: JsonPath;
  /** Where it begins, in bytes; absent where the file is the list. */
  from?: number;
  /** How many it holds. */
  entries: number;
}

/** What a list holds: how many, and whether an object in it has a key twice; null where it cannot be read. */
export async function survey(
  file: string,
  from?: number,
): Promise<{ entries: number; repeated: boolean } | null> {
  const found = { entries: 0, repeated: false };
  try {
    for await (const { values, repeated } of listPieces(chunksOf(file, from), from === undefined)) {
      found.entries += values.length;
      found.repeated ||= repeated;
    }
    return found;
  } catch (cause) {
    if (cause instanceof Unreadable) return null;
    throw cause;
  }
}

/** Its entries as they stand there, some at a time. */
export async function* entriesIn({ file, from }: Section): AsyncGenerator<readonly unknown[]> {
  try {
    const pieces = listPieces(chunksOf(file, from), from === undefined);
    for await (const { values } of pieces) yield values;
  } catch (cause) {
    if (cause instanceof Unreadable) throw changedMeanwhile(file);
    throw cause;
  }
}

/** The error where reading a file once more comes to something else. */
export function changedMeanwhile(file: string): Error {
  return new Error(`${file} was changed while it was read. Try again.`);
}
