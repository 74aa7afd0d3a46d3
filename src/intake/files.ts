/** The files of a set's folder, in the order in which they are read. */
import type { RecordSet } from '../record/set.ts';

/** Which list of a set each file holds. A file that is missing is an empty list. */
export const recordFiles = {
  'sources.json': 'sources',
  'processes.json': 'processes',
  'parties.json': 'parties',
  'people.json': 'people',
  'talks.json': 'talks',
  'delegations.json': 'delegations',
  'sponsors.json': 'sponsors',
  'quotes.json': 'quotes',
  'pledges.json': 'pledges',
  'updates.json': 'updates',
  'set-aside.json': 'setAside',
} as const satisfies { [file: string]: keyof RecordSet };

export type RecordFile = keyof typeof recordFiles;
export type RecordList = keyof RecordSet;

export const recordFileNames = Object.keys(recordFiles) as readonly RecordFile[];

/** In the same order, in which no list mentions what only a later one holds. */
export const recordLists: readonly RecordList[] = Object.values(recordFiles);

export function isRecordFile(name: string): name is RecordFile {
  return Object.hasOwn(recordFiles, name);
}
