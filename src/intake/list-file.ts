/** A file that is to be one list of a set. */
import { type Fault, shown } from './faults.ts';
import type { RecordList } from './files.ts';
import { readJsonFile } from './json-file.ts';
import { changedMeanwhile, type Section, survey } from './sections.ts';

/** What was found in a file. */
export interface OpenedFile {
  /** The lists that can be read. */
  sections: readonly Section[];
  /** Lists whose entries there is no telling of. */
  unread: readonly RecordList[];
  faults: readonly Fault[];
}

export async function openListFile(file: string, list: RecordList): Promise<OpenedFile> {
  const found = await survey(file);
  const sections = found ? [{ list, file, root: [], entries: found.entries }] : [];
  if (found && !found.repeated) return { sections, unread: [], faults: [] };
  const { value, faults } = await readJsonFile(file);
  if (found) return { sections, unread: [], faults };
  if (!value) return { sections, unread: [list], faults };
  if (Array.isArray(value.it)) throw changedMeanwhile(file);
  const others = [{ file, place: '$', ...notAList(value.it) }];
  return { sections, unread: [list], faults: [...faults, ...others] };
}

export function notAList(value: unknown): Pick<Fault, 'expected' | 'came'> {
  return { expected: 'a list of entries', came: shown(value) };
}
