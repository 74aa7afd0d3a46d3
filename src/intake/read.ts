/** Reads sets from their folders or files, and lists everything that is wrong with them. */
import type { z } from 'zod';
import type { RecordSet } from '../record/set.ts';
import { citationFaults } from './citations.ts';
import { claimsOf, type OnRecord } from './claims.ts';
import type { Entry } from './entries.ts';
import type { Fault } from './faults.ts';
import type { RecordList } from './files.ts';
import { formats, updateFormat } from './format.ts';
import { expectation, faultsOf } from './issues.ts';
import { referenceFaults } from './references.ts';
import { ruleFaults } from './rules.ts';
import { readSetEntries } from './set-files.ts';

export interface Reading {
  /** All sets together, in order; whole only where there are no faults. */
  set: RecordSet;
  /** Every fault, file by file in the order in which they were read. */
  faults: readonly Fault[];
}

type Lists = { [List in RecordList]: RecordSet[List][number][] };

/** What an empty record holds. */
const nothing: OnRecord = { has: () => false };

/**
 * Reads the sets in these folders, or files with a whole one, as one: they may rest on each other, and on what is on record.
 * Throws nothing for what can be wrong with folders and files: that is in `faults`.
 */
export async function readSets(paths: readonly string[], onRecord = nothing): Promise<Reading> {
  const set = emptyLists();
  const entries: Entry[] = [];
  const faults: Fault[] = [];
  const order: string[] = [];
  const unread = new Set<RecordList>();
  for (const path of paths) {
    for await (const read of readSetEntries(path)) {
      order.push(...read.order);
      faults.push(...read.faults);
      for (const list of read.unread) unread.add(list);
      for (const entry of read.entries) {
        entries.push(entry);
        faults.push(...takeIn(entry, entry.list, set));
      }
    }
  }
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

/** Adds an entry to its list, or says what is wrong with its shape. */
function takeIn<List extends RecordList>(entry: Entry, list: List, lists: Lists): Fault[] {
  const all: { [Each in RecordList]: z.ZodType<RecordSet[Each][number]> } = formats;
  const format: z.ZodType<RecordSet[List][number]> = all[list];
  const checked = format.safeParse(entry.raw, { error: expectation });
  if (checked.success) {
    lists[list].push(checked.data);
    // The rules read it as well, and there is only one of it in memory.
    entry.raw = checked.data;
    return [];
  }
  // A union would tell of both shapes of an update; only the one that is meant helps.
  const meant = list === 'updates' ? updateFormat(entry.raw) : null;
  const error = meant?.safeParse(entry.raw, { error: expectation }).error ?? checked.error;
  return faultsOf(entry.file, [...entry.root, entry.index], entry.raw, error.issues);
}

/** In the order of the files; what is said of one file stays in its order. */
function byFile(faults: readonly Fault[], order: readonly string[]): Fault[] {
  const place = (fault: Fault): number => {
    const at = order.indexOf(fault.file);
    return at < 0 ? order.length : at;
  };
  return faults.toSorted((one, other) => place(one) - place(other));
}
