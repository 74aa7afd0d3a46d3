/** Each field of each filter, alone and with others, on lists at the root and within objects. */
import { expect, test } from 'vitest';
import type { Service } from '../service.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

interface FilteredList {
  type: string;
  /** What an item is known by. */
  item: string;
  /** What each filter lets through. */
  lets: [filter: object | null, found: string[]][];
  /** The fields that are lists of slugs. */
  slugs: string[];
}

const everyTalks = ['a-2', 'a-1', 'b-1', 'c-1', 'd-1', 'e-1'];
const everyQuote = ['q-a', 'q-b', 'q-g', 'q-e', 'q-d', 'q-c', 'q-f', 'q-h'];
const everyPledge = ['p-a', 'p-b', 'p-d', 'p-c', 'p-e', 'p-f'];
const everyDelegation = [
  ...['a-2 blue', 'a-2 green', 'a-2 red', 'a-1 blue', 'a-1 red'],
  ...['b-1 red', 'c-1 red', 'd-1 blue', 'd-1 red'],
];
const everySponsor = ['a-2 green', 'a-2 union', 'a-1 union', 'c-1 green', 'd-1 union'];

const lists: Record<string, FilteredList> = {
  allTalks: {
    type: 'TalksFilter',
    item: 'slug',
    slugs: ['process', 'party', 'sponsor'],
    lets: [
      [null, everyTalks],
      [{}, everyTalks],
      [{ process: null, party: null, sponsor: null, status: null, startsOn: null }, everyTalks],
      [{ process: ['delta'] }, ['a-2', 'a-1', 'd-1']],
      [{ process: ['delta', 'alpha', 'delta', 'unknown'] }, ['a-2', 'a-1', 'b-1', 'd-1', 'e-1']],
      [{ party: ['blue'] }, ['a-2', 'a-1', 'd-1']],
      [{ party: ['blue', 'green'] }, ['a-2', 'a-1', 'd-1']],
      [{ party: ['union'] }, []],
      [{ sponsor: ['green'] }, ['a-2', 'c-1']],
      [{ sponsor: ['green', 'union'] }, ['a-2', 'a-1', 'c-1', 'd-1']],
      [{ status: [] }, []],
      [{ status: ['CANCELLED', 'POSTPONED'] }, ['b-1', 'e-1']],
      [{ startsOn: { from: '2020-01-05' } }, ['a-2', 'a-1', 'b-1']],
      [{ startsOn: { until: '2020-01-05' } }, ['a-1', 'b-1', 'c-1']],
      [{ startsOn: { from: '2020-01-05', until: '2020-01-05' } }, ['a-1', 'b-1']],
      [{ startsOn: { from: '2020-01-06', until: '2020-01-05' } }, []],
      [{ startsOn: { from: null, until: null } }, ['a-2', 'a-1', 'b-1', 'c-1']],
      [
        { process: ['delta'], party: ['green'], sponsor: ['union'], status: ['UNDER_WAY'] },
        ['a-2'],
      ],
      [{ process: ['delta'], party: ['green'], status: ['CONCLUDED'] }, []],
      [{ process: ['alpha'], startsOn: { until: '2020-12-31' } }, ['b-1']],
    ],
  },
  parties: {
    type: 'PartyFilter',
    item: 'slug',
    slugs: [],
    lets: [
      [null, ['blue', 'green', 'red', 'relief', 'union']],
      [{ kind: null }, ['blue', 'green', 'red', 'relief', 'union']],
      [{ kind: [] }, []],
      [{ kind: ['STATE'] }, ['green']],
      [{ kind: ['OPPOSITION', 'GOVERNMENT', 'OPPOSITION'] }, ['blue', 'red']],
      [{ kind: ['ORGANISATION', 'INTERGOVERNMENTAL'] }, ['relief', 'union']],
    ],
  },
  people: {
    type: 'PersonFilter',
    item: 'slug',
    slugs: ['party'],
    lets: [
      [null, ['ann', 'bob', 'cat']],
      [{ party: null }, ['ann', 'bob', 'cat']],
      [{ party: ['red'] }, ['ann', 'bob']],
      [{ party: ['blue', 'red'] }, ['ann', 'bob']],
      [{ party: ['blue'] }, ['bob']],
      [{ party: ['green'] }, []],
    ],
  },
  delegations: {
    type: 'DelegationFilter',
    item: 'talks { slug } party { slug }',
    slugs: ['talks', 'party'],
    lets: [
      [null, everyDelegation],
      [{ talks: null, party: null }, everyDelegation],
      [{ talks: ['a-1', 'c-1'] }, ['a-1 blue', 'a-1 red', 'c-1 red']],
      [{ party: ['blue', 'green'] }, ['a-2 blue', 'a-2 green', 'a-1 blue', 'd-1 blue']],
      [{ talks: ['a-1', 'a-2'], party: ['red'] }, ['a-2 red', 'a-1 red']],
      [{ talks: ['c-1'], party: ['blue'] }, []],
    ],
  },
  sponsors: {
    type: 'SponsorFilter',
    item: 'talks { slug } party { slug }',
    slugs: ['talks', 'party'],
    lets: [
      [null, everySponsor],
      [{ talks: null, party: null, role: null }, everySponsor],
      [{ talks: ['a-2'] }, ['a-2 green', 'a-2 union']],
      [{ party: ['green'] }, ['a-2 green', 'c-1 green']],
      [{ role: [] }, []],
      [{ role: ['OBSERVER'] }, ['a-2 union']],
      [{ role: ['HOST', 'GUARANTOR', 'CONVENOR'] }, ['a-2 green', 'c-1 green', 'd-1 union']],
      [{ role: ['SPONSOR', 'OBSERVER'] }, ['a-2 union']],
      [{ talks: ['a-2', 'a-1'], party: ['union'], role: ['MEDIATOR'] }, ['a-1 union']],
    ],
  },
  quotes: {
    type: 'QuoteFilter',
    item: 'slug',
    slugs: ['talks', 'speaker', 'party'],
    lets: [
      [null, everyQuote],
      [{ talks: null, speaker: null, party: null, form: null, locale: null }, everyQuote],
      [{ text: null, saidOn: null }, everyQuote],
      [{ talks: ['a-1', 'b-1'] }, ['q-g', 'q-e', 'q-d', 'q-f']],
      [{ speaker: ['bob'] }, ['q-d', 'q-h']],
      [{ speaker: ['red', 'bob'] }, ['q-e', 'q-d', 'q-f', 'q-h']],
      [{ party: ['red'] }, ['q-a', 'q-b', 'q-g', 'q-e', 'q-f', 'q-h']],
      [{ party: ['blue'] }, ['q-d']],
      [{ form: [] }, []],
      [{ form: ['INDIRECT'] }, ['q-b', 'q-e']],
      [{ form: ['INDIRECT', 'DIRECT'] }, everyQuote],
      [{ locale: [] }, []],
      [{ locale: ['ar', 'fr'] }, ['q-b', 'q-d']],
      [{ locale: ['AR'] }, ['q-b']],
      [{ locale: ['en-GB'] }, []],
      [{ text: 'peace' }, ['q-b', 'q-d']],
      [{ text: 'PEACE words' }, ['q-b']],
      [{ text: 'السَّلام' }, ['q-b']],
      [{ text: '' }, []],
      [{ text: '…' }, []],
      [{ saidOn: { from: '2020-01-06' } }, ['q-a', 'q-b', 'q-g', 'q-e']],
      [{ saidOn: { until: '2020-01-06' } }, ['q-e', 'q-d']],
      [{ saidOn: { from: '2020-01-06', until: '2020-01-06' } }, ['q-e']],
      [{ talks: ['a-2'], speaker: ['ann'], party: ['red'], form: ['DIRECT'] }, ['q-a']],
      [{ locale: ['fr'], text: 'peace', saidOn: { until: '2020-01-05' } }, ['q-d']],
      [{ locale: ['en'], text: 'peace' }, []],
    ],
  },
  pledges: {
    type: 'PledgeFilter',
    item: 'slug',
    slugs: ['talks', 'process', 'maker', 'addressee', 'beneficiary', 'witness'],
    lets: [
      [null, everyPledge],
      [{ talks: null, process: null, maker: null, addressee: null }, everyPledge],
      [{ beneficiary: null, witness: null, act: null, attestation: null }, everyPledge],
      [{ status: null, schedule: null, text: null, madeOn: null, dueOn: null }, everyPledge],
      [{ talks: ['a-1', 'd-1'] }, ['p-d', 'p-c', 'p-f']],
      [{ process: ['delta'] }, ['p-a', 'p-b', 'p-d', 'p-c', 'p-f']],
      [{ process: ['alpha'] }, []],
      [{ maker: ['red'] }, ['p-a', 'p-b', 'p-d']],
      [{ maker: ['green', 'blue'] }, ['p-b', 'p-c']],
      [{ maker: ['union'] }, []],
      [{ addressee: ['red', 'blue'] }, ['p-b', 'p-c']],
      [{ beneficiary: ['blue'] }, ['p-a']],
      [{ witness: ['green'] }, ['p-a']],
      [{ witness: ['red'] }, []],
      [{ act: [] }, []],
      [{ act: ['DEMAND', 'EXPECTATION'] }, ['p-e', 'p-f']],
      [{ attestation: [] }, []],
      [{ attestation: ['DENIED', 'DISPUTED'] }, ['p-c', 'p-e']],
      [{ status: [] }, []],
      [{ status: ['KEPT', 'SUPERSEDED'] }, ['p-a', 'p-d', 'p-c']],
      [{ status: ['NOT_YET_RATED'] }, ['p-b', 'p-e', 'p-f']],
      [{ schedule: [] }, []],
      [{ schedule: ['MET', 'LAPSED'] }, ['p-a', 'p-c', 'p-e']],
      [{ schedule: ['NO_DEADLINE', 'CLOSED'] }, ['p-b', 'p-d', 'p-f']],
      [{ text: 'bridge' }, ['p-d']],
      [{ text: 'الجِسر' }, ['p-d']],
      [{ text: '' }, []],
      [{ madeOn: { from: '2020-01-06' } }, ['p-a', 'p-b']],
      [{ madeOn: { until: '2020-01-31' } }, ['p-d']],
      [{ dueOn: { from: '2020-02-02', until: '2020-03-01' } }, ['p-a', 'p-e']],
      [{ dueOn: { until: '2020-02-29' } }, ['p-c']],
      [{ maker: ['red'], addressee: ['blue'], act: ['AGREEMENT'] }, ['p-b']],
      [{ maker: ['red'], witness: ['green'], beneficiary: ['blue'], status: ['KEPT'] }, ['p-a']],
      [{ maker: ['red'], witness: ['green'], beneficiary: ['blue'], status: ['BROKEN'] }, []],
      [{ process: ['delta'], talks: ['a-1'], dueOn: { from: '2020-01-01' } }, ['p-c']],
      [{ text: 'bridge', madeOn: { from: '2020-01-05' }, schedule: ['CLOSED'] }, ['p-d']],
    ],
  },
};

onSharedRecord('a filter', madeUp, (shared) => {
  test.each(Object.entries(lists))('of %s lets through what it says', async (list, { ...it }) => {
    const service = shared();
    for (const [filter, found] of it.lets) {
      expect(await listed(service, list, filter), JSON.stringify(filter)).toEqual(found);
    }
    for (const slugs of it.slugs) {
      for (const none of [[], ['unknown'], ['unknown', 'RED', ' red']]) {
        expect(await listed(service, list, { [slugs]: none }), slugs).toEqual([]);
      }
    }
  });

  test('narrows a list within an object, and its count', async () => {
    const { read } = shared();
    const { talks, party, person, node } = await read(`{
      talks(slug: "a-2") {
        quotes(filter: { speaker: ["ann"], form: [DIRECT] }) { totalCount nodes { slug } }
        pledges(filter: { act: [AGREEMENT] }) { totalCount nodes { slug } }
      }
      party(slug: "red") {
        pledges(role: [MAKER], filter: { status: [KEPT], talks: ["a-2", "a-1"] }) {
          totalCount
          nodes { slug }
        }
        quotes(filter: { saidOn: { from: "2020-01-01" } }) { totalCount nodes { slug } }
      }
      person(slug: "ann") { quotes(filter: { text: "q-" }) { totalCount nodes { slug } } }
      node(id: "RGVsZWdhdGlvbjphLTIvcmVk") {
        ... on Delegation { quotes(filter: { speaker: ["bob"] }) { totalCount nodes { slug } } }
      }
    }`);
    const only = (...slugs: string[]) => ({
      totalCount: slugs.length,
      nodes: slugs.map((slug) => ({ slug })),
    });
    expect(talks).toEqual({ quotes: only('q-a', 'q-c'), pledges: only('p-b') });
    expect(party).toEqual({ pledges: only('p-a'), quotes: only('q-e') });
    expect(person).toEqual({ quotes: only('q-a', 'q-g', 'q-c') });
    expect(node).toEqual({ quotes: only('q-h') });
  });
});

/** What a filter lets through; fails where the count is another. */
async function listed({ read }: Service, list: string, filter: object | null): Promise<string[]> {
  const { type, item } = lists[list] ?? {};
  const found = await read(
    `query ($filter: ${type}) { ${list}(filter: $filter) { totalCount nodes { ${item} } } }`,
    { filter },
  );
  const { totalCount, nodes } = found[list];
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ slug, talks, party }: { [name: string]: string & { slug: string } }) =>
    slug === undefined ? `${talks?.slug} ${party?.slug}` : slug,
  );
}
