/** Which names are taken, and by whom: by the entries at hand, or by what is on record already. */
import { type Entry, faultAt, placeAt, textOf, valuesAt } from './entries.ts';
import type { Fault } from './faults.ts';
import type { RecordList } from './files.ts';
import { suggestion } from './nearest.ts';

/** What a name can be the name of. */
export type Kind =
  | 'source'
  | 'process'
  | 'party'
  | 'person'
  | 'talks'
  | 'delegation'
  | 'seat'
  | 'sponsor'
  | 'quote'
  | 'pledge'
  | 'update';

/**
 * What a new set may rest on without holding it. A delegation and a sponsor are named
 * `TALKS/PARTY`, a seat `TALKS/PARTY/PERSON`, an entry of the pledge log by its key.
 */
export interface OnRecord {
  has(kind: Kind, name: string): boolean;
  /** How a source is laid out, where it is on record. */
  layout?(source: string): Layout | undefined;
  /** What an entry of the pledge log is, where it is on record. */
  update?(key: string): UpdateOnRecord | undefined;
}

/** What is known of a source's text without the text, in code points. */
export interface Layout {
  length: number;
  /** Where each paragraph begins. */
  paragraphs: readonly number[];
}

export interface UpdateOnRecord {
  pledge: string;
  retraction: boolean;
  /** The key of the entry that took it back. */
  retractedBy: string | null;
}

export interface Claims {
  /** Whether the entries at hand or the record hold it. */
  known(kind: Kind, name: string): boolean;
  /** `did you mean …?`, by what the entries at hand hold. */
  nearest(kinds: readonly Kind[], name: string): string | undefined;
  /** Names that are taken twice. */
  faults: readonly Fault[];
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

/** Where a fault of an entry's name points; at the whole entry where several fields name it. */
function pathOfName(list: RecordList): readonly string[] {
  const fields = named[list]?.fields ?? [];
  return fields.length === 1 ? fields : [];
}

/**
 * Gathers the names of all entries, also of those that are faulty in other ways. What a list may
 * hold whose file could not be read passes as known: one broken file is one fault.
 */
export function claimsOf(
  entries: readonly Entry[],
  onRecord: OnRecord,
  unread: ReadonlySet<RecordList>,
): Claims {
  const taken = new Map<Kind, Map<string, Entry | null>>();
  const unreadKinds = new Set([...unread].flatMap((list) => named[list]?.kind ?? []));
  if (unread.has('delegations')) unreadKinds.add('seat');
  const faults: Fault[] = [];
  const namesOf = (kind: Kind): Map<string, Entry | null> => {
    const names = taken.get(kind) ?? new Map<string, Entry | null>();
    taken.set(kind, names);
    return names;
  };

  for (const entry of entries) {
    const rule = named[entry.list];
    if (!rule) continue;
    const parts = rule.fields.map((field) => textOf(entry.raw, field));
    if (parts.includes(undefined)) continue;
    const name = parts.join('/');
    const path = pathOfName(entry.list);
    const holder = holderOf(rule.kind, name);
    if (holder) faults.push(takenTwice(entry, path, name, holder));
    else namesOf(rule.kind).set(name, entry);
    for (const { value: person } of valuesAt(entry.raw, 'seats.*.person')) {
      namesOf('seat').set(`${name}/${person}`, null);
    }
  }

  /** Who has a name already: parties and people share theirs. */
  function holderOf(kind: Kind, name: string): string | undefined {
    const other = kind === 'party' ? 'person' : kind === 'person' ? 'party' : undefined;
    const here = namesOf(kind).get(name) ?? (other && namesOf(other).get(name));
    if (here) return `${here.file} ${placeAt(here, pathOfName(here.list))}`;
    return other && onRecord.has(other, name) ? `a ${other} on record` : undefined;
  }

  return {
    faults,
    known: (kind, name) =>
      namesOf(kind).has(name) || onRecord.has(kind, name) || unreadKinds.has(kind),
    nearest: (kinds, name) =>
      suggestion(
        name,
        kinds.flatMap((kind) => [...namesOf(kind).keys()]),
      ),
  };
}

function takenTwice(entry: Entry, path: readonly string[], name: string, holder: string): Fault {
  const [expected, came] =
    path.length === 0
      ? ['one entry for each party at the same talks', `${JSON.stringify(name)} again`]
      : [`a ${path[0]} of its own`, JSON.stringify(name)];
  return faultAt(entry, path, { expected, came, advice: `it is taken by ${holder}` });
}
