/** Which names are taken, and by whom: by the entries read so far, or by what is on record already. */
import {
  type Entry,
  faultAt,
  type Place,
  patternOf,
  placeText,
  textOf,
  visitAt,
} from './entries.ts';
import type { Fault } from './faults.ts';
import type { RecordList } from './files.ts';
import type { Kind, OnRecord } from './names.ts';
import { suggestion } from './nearest.ts';

/** Who has which name, as far as the entries have been read. */
export interface Claims {
  /** Takes an entry's name for it, also where the entry is faulty in other ways; a fault where it is taken. */
  claim(entry: Entry): Fault[];
  /** From now on every name passes as known that a list may hold which cannot be read: one broken file is one fault. */
  passUnread(list: RecordList): void;
  /** Whether the entries so far hold it. */
  held(kind: Kind, name: string): boolean;
  /** Whether they or the record do, or there is no telling. */
  known(kind: Kind, name: string): boolean;
  /** `did you mean …?`, by what the entries so far hold. */
  nearest(kinds: readonly Kind[], name: string): string | undefined;
}

/** How the entries of a list are named; `field` is where a fault points. */
const named: { [List in RecordList]?: { kind: Kind; fields: readonly [string, ...string[]] } } = {
  sources: { kind: 'source', fields: ['slug'] },
  processes: { kind: 'process', fields: ['slug'] },
  parties: { kind: 'party', fields: ['slug'] },
  people: { kind: 'person', fields: ['slug'] },
  talks: { kind: 'talks', fields: ['slug'] },
  delegations: { kind: 'delegation', fields: ['talks', 'party'] },
  sponsors: { kind: 'sponsor', fields: ['talks', 'party'] },
  quotes: { kind: 'quote', fields: ['slug'] },
  pledges: { kind: 'pledge', fields: ['slug'] },
  updates: { kind: 'update', fields: ['key'] },
};

const persons = patternOf('seats.*.person');

/** Where a fault of an entry's name points; at the whole entry where several fields name it. */
function pathOfName(list: RecordList): readonly string[] {
  const fields = named[list]?.fields ?? [];
  return fields.length === 1 ? fields : [];
}

/** So many names are compared to find what was meant by others: more would take longer than it helps. */
const mostCompared = 1_000_000;

export function createClaims(onRecord: OnRecord): Claims {
  const names: Record<Kind, Map<string, Place | null>> = {
    source: new Map(),
    process: new Map(),
    party: new Map(),
    person: new Map(),
    talks: new Map(),
    delegation: new Map(),
    seat: new Map(),
    sponsor: new Map(),
    quote: new Map(),
    pledge: new Map(),
    update: new Map(),
  };
  const unread = new Set<Kind>();
  let compared = 0;

  /** Who has a name already: parties and people share theirs. */
  function holderOf(kind: Kind, name: string): string | undefined {
    const other = kind === 'party' ? 'person' : kind === 'person' ? 'party' : undefined;
    const here = names[kind].get(name) ?? (other && names[other].get(name));
    if (here) return `${here.section.file} ${placeText(here, pathOfName(here.section.list))}`;
    return other && onRecord.has(other, name) ? `a ${other} on record` : undefined;
  }

  return {
    claim(entry) {
      const { list } = entry.place.section;
      const rule = named[list];
      const parts = (rule?.fields ?? []).map((field) => textOf(entry.raw, field));
      if (!rule || parts.includes(undefined)) return [];
      const name = parts.join('/');
      if (rule.kind === 'delegation') {
        visitAt(entry.raw, persons, (person) => names.seat.set(`${name}/${person}`, null));
      }
      const holder = holderOf(rule.kind, name);
      if (holder) return [takenTwice(entry, pathOfName(list), name, holder)];
      names[rule.kind].set(name, entry.place);
      return [];
    },
    passUnread(list) {
      const kind = named[list]?.kind;
      if (kind) unread.add(kind);
      if (kind === 'delegation') unread.add('seat');
    },
    held: (kind, name) => names[kind].has(name),
    known: (kind, name) => names[kind].has(name) || onRecord.has(kind, name) || unread.has(kind),
    nearest(kinds, name) {
      if (compared > mostCompared) return undefined;
      const candidates = kinds.flatMap((kind) => [...names[kind].keys()]);
      compared += candidates.length;
      return suggestion(name, candidates);
    },
  };
}

function takenTwice(entry: Entry, path: readonly string[], name: string, holder: string): Fault {
  const [expected, came] =
    path.length === 0
      ? ['one entry for each party at the same talks', `${JSON.stringify(name)} again`]
      : [`a ${path[0]} of its own`, JSON.stringify(name)];
  return faultAt(entry, path, { expected, came, advice: `it is taken by ${holder}` });
}
