/** Reads sets from their folders, and lists everything that is wrong with them. */
import type { z } from 'zod';
import type { RecordSet } from '../record/set.ts';
import { citationFaults } from './citations.ts';
import { claimsOf, type OnRecord } from './claims.ts';
import type { Entry } from './entries.ts';
import { type Fault, pathText, shown } from './faults.ts';
import { type RecordList, recordFiles } from './files.ts';
import { listFolder } from './folder.ts';
import { formats, updateFormat } from './format.ts';
import { expectation, faultsOf } from './issues.ts';
import { readJson } from './json.ts';
import { referenceFaults } from './references.ts';
import { ruleFaults } from './rules.ts';
import { readText } from './text-file.ts';

export interface Reading {
  /** All folders together, in order; whole only where there are no faults. */
  set: RecordSet;
  /** Every fault, file by file in the order in which they were read. */
  faults: readonly Fault[];
}

type Lists = { [List in RecordList]: RecordSet[List][number][] };

/** What an empty record holds. */
const nothing: OnRecord = { has: () => false };

/**
 * Reads the sets in these folders as one: they may rest on each other, and on what is on record.
 * Throws nothing for what can be wrong with folders and files: that is in `faults`.
 */
export async function readSets(dirs: readonly string[], onRecord = nothing): Promise<Reading> {
  const set = emptyLists();
  const entries: Entry[] = [];
  const faults: Fault[] = [];
  const order: string[] = [];
  const unread = new Set<RecordList>();
  for (const dir of dirs) {
    const folder = await listFolder(dir);
    order.push(dir, ...folder.files.map(({ path }) => path));
    faults.push(...folder.faults);
    for (const { name, path } of folder.files) {
      const read = await readEntries(path, recordFiles[name]);
      entries.push(...(read.entries ?? []));
      faults.push(...read.faults);
      if (read.entries === null) unread.add(recordFiles[name]);
    }
  }
  for (const entry of entries) faults.push(...takeIn(entry, entry.list, set));
  const claims = claimsOf(entries, onRecord, unread);
  faults.push(
    ...claims.faults,
    ...referenceFaults(entries, claims),
    ...citationFaults(entries, claims, onRecord),
    ...ruleFaults(entries, claims, onRecord),
  );
  return { set, faults: byFile(faults, order) };
}

function emptyLists(): Lists {
  return {
    sources: [],
    processes: [],
    parties: [],
    people: [],
    talks: [],
    delegations: [],
    sponsors: [],
    quotes: [],
    pledges: [],
    updates: [],
    setAside: [],
  };
}

/** The entries of one file, as they stand there; null where there is no telling. */
async function readEntries(
  file: string,
  list: RecordList,
): Promise<{ entries: Entry[] | null; faults: Fault[] }> {
  const read = await readText(file);
  if ('fault' in read) return { entries: null, faults: [read.fault] };
  const json = readJson(read.text);
  if (!('value' in json)) {
    const { line, column, expected, came } = json;
    const place = `line ${line}, column ${column}`;
    return { entries: null, faults: [{ file, place, expected, came }] };
  }
  const faults = json.repeated.map(({ path, line }): Fault => {
    const came = `${JSON.stringify(path.at(-1))} again in line ${line}`;
    return { file, place: pathText(path), expected: 'each key only once', came };
  });
  const { value } = json;
  if (!Array.isArray(value)) {
    const expected = 'a list of entries';
    return {
      entries: null,
      faults: [...faults, { file, place: '$', expected, came: shown(value) }],
    };
  }
  return { entries: value.map((raw, index) => ({ list, file, index, raw })), faults };
}

/** Adds an entry to its list, or says what is wrong with its shape. */
function takeIn<List extends RecordList>(entry: Entry, list: List, lists: Lists): Fault[] {
  const all: { [Each in RecordList]: z.ZodType<RecordSet[Each][number]> } = formats;
  const format: z.ZodType<RecordSet[List][number]> = all[list];
  // A union would tell of both shapes of an update; only the one that is meant helps.
  const shape: z.ZodType = list === 'updates' ? updateFormat(entry.raw) : format;
  const checked = shape.safeParse(entry.raw, { error: expectation });
  if (!checked.success) {
    return faultsOf(entry.file, [entry.index], entry.raw, checked.error.issues);
  }
  lists[list].push(format.parse(entry.raw));
  return [];
}

/** In the order of the files; what is said of one file stays in its order. */
function byFile(faults: readonly Fault[], order: readonly string[]): Fault[] {
  const place = (fault: Fault): number => {
    const at = order.indexOf(fault.file);
    return at < 0 ? order.length : at;
  };
  return faults.toSorted((one, other) => place(one) - place(other));
}
