/** What each kind of object in a set consists of: the key it goes by, and the rows it comes to. */
import type * as set from '../record/set.ts';
import { presenceKey } from './delegations.ts';
import { digestOf } from './import-digests.ts';
import * as rows from './rows.ts';
import type { SearchKind } from './search.ts';
import type { Tables } from './tables.ts';

/** The kinds whose objects may change, in the order in which rows may refer to one another. */
export const objectKinds = [
  'sources',
  'processes',
  'parties',
  'people',
  'talks',
  'delegations',
  'sponsors',
  'quotes',
  'pledges',
  'setAside',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

export type ImportedKind = ObjectKind | 'updates';

/** One object of a set, with the rows that it comes to. */
export interface Item {
  key: string;
  sha256: string;
  rows: () => rows.Rows;
}

/**
 * Of each kind but what is set aside. `parties` are the slugs of speakers that are parties. Items
 * are made as they are asked for.
 */
export function itemsOf(
  part: set.RecordSet,
  parties: ReadonlySet<string>,
): Record<Exclude<ObjectKind, 'setAside'>, Iterable<Item>> {
  const slug = (one: { slug: string }) => one.slug;
  const presence = (one: { talks: string; party: string }) => presenceKey(one.talks, one.party);
  return {
    sources: items(part.sources, slug, rows.sourceRows),
    processes: items(part.processes, slug, rows.processRows),
    parties: items(part.parties, slug, rows.partyRows),
    people: items(part.people, slug, rows.personRows),
    talks: items(part.talks, slug, rows.talksRows),
    delegations: items(part.delegations, presence, rows.delegationRows),
    sponsors: items(part.sponsors, presence, rows.sponsorRows),
    quotes: items(part.quotes, slug, (quote) => rows.quoteRows(quote, parties)),
    pledges: items(part.pledges, slug, rows.pledgeRows),
  };
}

/** Of two reasons for one passage the later stands: so these are of all parts. */
export function setAsideItems(all: readonly set.SetAside[]): Iterable<Item> {
  const last = new Map(all.map((one) => [rows.setAsideKey(one), one]));
  return items([...last.values()], rows.setAsideKey, rows.setAsideRows);
}

function* items<One extends object>(
  all: readonly One[],
  key: (one: One) => string,
  toRows: (one: One) => rows.Rows,
): Generator<Item> {
  for (const one of all) {
    yield { key: key(one), sha256: digestOf(one), rows: () => toRows(one) };
  }
}

interface Parts {
  /** The table of the objects themselves, and the column of their key. */
  main: keyof Tables;
  key: readonly [string];
  /** Tables whose rows belong to one object, with the column that names it. */
  owned: readonly [table: keyof Tables, column: string][];
  /** What the object is called when it cites, and then what is within it. */
  cites: readonly string[];
  search?: SearchKind;
}

/** The tables that each kind is kept in. */
export const partsOf: Record<ObjectKind, Parts> = {
  sources: { main: 'source', key: ['slug'], owned: [], cites: [] },
  processes: { main: 'process', key: ['slug'], owned: [], cites: ['Process'] },
  parties: { main: 'actor', key: ['slug'], owned: [], cites: ['Party'], search: 'PARTY' },
  people: { main: 'actor', key: ['slug'], owned: [], cites: ['Person'], search: 'PERSON' },
  talks: {
    main: 'talks',
    key: ['slug'],
    owned: [
      ['session', 'talks'],
      ['outcome', 'talks'],
    ],
    cites: ['Talks', 'Session', 'Outcome'],
    search: 'TALKS',
  },
  delegations: {
    main: 'delegation',
    key: ['key'],
    owned: [['seat', 'delegation']],
    cites: ['Delegation', 'Seat'],
  },
  sponsors: { main: 'sponsor', key: ['key'], owned: [], cites: ['Sponsor'] },
  quotes: { main: 'quote', key: ['slug'], owned: [], cites: ['Quote'], search: 'QUOTE' },
  pledges: {
    main: 'pledge',
    key: ['slug'],
    owned: [
      ['pledge_party', 'pledge'],
      ['pledge_quote', 'pledge'],
    ],
    cites: ['Pledge'],
    search: 'PLEDGE',
  },
  setAside: { main: 'set_aside', key: ['key'], owned: [], cites: [] },
};
