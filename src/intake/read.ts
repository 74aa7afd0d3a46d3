/** Reads sets from their folders or files, a part at a time, and finds everything that is wrong with them. */
import type { RecordSet } from '../record/set.ts';
import { type Check, createCheck, emptyPart } from './check.ts';
import { FaultList } from './fault-list.ts';
import type { Fault } from './faults.ts';
import { recordLists } from './files.ts';
import type { OnRecord } from './names.ts';
import { entriesIn, type Section } from './sections.ts';
import { type OpenedSet, openSet } from './set-files.ts';

export interface ReadingOptions {
  /** What the sets may rest on besides each other; nothing if not given. */
  onRecord?: OnRecord;
  onProgress?: OnProgress;
}

/** Hears how many entries have been read, of how many. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Opens the sets in these folders, or files with a whole one: they may rest on each other, and on
 * what is on record. Throws nothing for what can be wrong with folders and files: that is a fault.
 */
export async function readSets(
  paths: readonly string[],
  options: ReadingOptions = {},
): Promise<Reading> {
  const sets: OpenedSet[] = [];
  for (const path of paths) sets.push(await openSet(path));
  return new Reading(sets, options);
}

export class Reading {
  readonly #sections: readonly Section[];
  readonly #faults: FaultList;
  readonly #check: Check;
  readonly #onProgress: OnProgress;
  readonly #total: number;
  #done = 0;

  constructor(sets: readonly OpenedSet[], { onRecord, onProgress = () => {} }: ReadingOptions) {
    this.#sections = sets.flatMap(({ sections }) => sections);
    this.#faults = new FaultList(sets.flatMap(({ order }) => order));
    this.#check = createCheck(onRecord ?? { has: () => false });
    this.#onProgress = onProgress;
    this.#total = this.#sections.reduce((sum, { entries }) => sum + entries, 0);
    for (const { faults, unread } of sets) {
      this.#faults.add(faults);
      for (const list of unread) this.#check.passUnread(list);
    }
  }

  /** Whether anything is wrong with what has been read so far. */
  get faulty(): boolean {
    return this.#faults.any;
  }

  /** All that is wrong with it, file by file in the order in which the sets were named. */
  get faults(): readonly Fault[] {
    return this.#faults.all();
  }

  /**
   * What all sets hold, to be read once, and to the end for all faults. What an entry mentions is in
   * the same part or one before it; entries of a wrong shape are missing.
   */
  async *parts(): AsyncGenerator<RecordSet> {
    for (const list of recordLists) {
      for (const section of this.#sections) {
        if (section.list === list) yield* this.#partsOf(section);
      }
    }
  }

  async *#partsOf(section: Section): AsyncGenerator<RecordSet> {
    let index = 0;
    for await (const values of entriesIn(section)) {
      const part = emptyPart();
      const entries = values.map((raw) => ({ place: { section, index: index++ }, raw }));
      this.#faults.add(await this.#check.take(entries, part));
      this.#done += entries.length;
      this.#onProgress(this.#done, this.#total);
      yield part;
    }
  }
}
