/** Checks one entry after the other: its shape, its name, what it mentions and cites, and the rules between entries. */
import type { z } from 'zod';
import type { RecordSet } from '../record/set.ts';
import { createCitationRules } from './citations.ts';
import { createClaims } from './claims.ts';
import type { Entry } from './entries.ts';
import type { Fault } from './faults.ts';
import type { RecordList } from './files.ts';
import { formats, updateFormat } from './format.ts';
import { expectation, faultsOf } from './issues.ts';
import { mentionsOf } from './mentions.ts';
import type { Mention, OnRecord } from './names.ts';
import { referenceFaults } from './references.ts';
import { createRules } from './rules.ts';

/** Some objects of a set, to be added to. */
export type Part = { [List in RecordList]: RecordSet[List][number][] };

export interface Check {
  /** Adds entries to `part`, if their shape is right, and answers with everything that is wrong with them. */
  take(entries: readonly Entry[], part: Part): Promise<Fault[]>;
  /** From now on, whatever mentions something in a list that cannot be read passes. */
  passUnread(list: RecordList): void;
}

/** Entries are to come list by list, in the order of `recordFiles`. */
export function createCheck(onRecord: OnRecord): Check {
  const claims = createClaims(onRecord);
  const citationFaults = createCitationRules(claims, onRecord);
  const ruleFaults = createRules(claims, onRecord);
  const faultsIn = (entry: Entry, part: Part) => [
    ...takeIn(entry, entry.place.section.list, part),
    ...claims.claim(entry),
    ...referenceFaults(entry, claims),
    ...citationFaults(entry),
    ...ruleFaults(entry),
  ];
  return {
    async take(entries, part) {
      if (onRecord.ask) {
        const isNew = ({ kind, name }: Mention) =>
          !claims.held(kind, name) && !onRecord.has(kind, name);
        const mentions = entries.flatMap(mentionsOf).filter(isNew);
        if (mentions.length > 0) await onRecord.ask(mentions);
      }
      return entries.flatMap((entry) => faultsIn(entry, part));
    },
    passUnread: claims.passUnread,
  };
}

export function emptyPart(): Part {
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
function takeIn<List extends RecordList>(entry: Entry, list: List, part: Part): Fault[] {
  const all: { [Each in RecordList]: z.ZodType<RecordSet[Each][number]> } = formats;
  const format: z.ZodType<RecordSet[List][number]> = all[list];
  const checked = format.safeParse(entry.raw, { error: expectation });
  if (checked.success) {
    part[list].push(checked.data);
    return [];
  }
  // A union would tell of both shapes of an update; only the one that is meant helps.
  const meant = list === 'updates' ? updateFormat(entry.raw) : null;
  const error = meant?.safeParse(entry.raw, { error: expectation }).error ?? checked.error;
  const { section, index } = entry.place;
  return faultsOf(section.file, [...section.root, index], entry.raw, error.issues);
}
