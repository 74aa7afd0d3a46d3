/** Every list comes in the order that the contract tells: ties by slug, unknown days last. */
import { expect, test } from 'vitest';
import { globalId } from './global-id.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

const slugs = '{ nodes { slug } }';
const presences = '{ nodes { talks { slug } party { slug } } }';

/** Each list, and what comes in which order: a slug, or talks and party. */
const rootLists: Record<string, string[]> = {
  [`allTalks ${slugs}`]: ['a-2', 'a-1', 'b-1', 'c-1', 'd-1', 'e-1'],
  [`allTalks(orderBy: STARTS_ON_DESC) ${slugs}`]: ['a-2', 'a-1', 'b-1', 'c-1', 'd-1', 'e-1'],
  [`allTalks(orderBy: STARTS_ON_ASC) ${slugs}`]: ['c-1', 'a-1', 'b-1', 'a-2', 'd-1', 'e-1'],
  [`processes ${slugs}`]: ['alpha', 'delta', 'idle'],
  [`sources ${slugs}`]: ['s-one', 's-two'],
  [`parties ${slugs}`]: ['blue', 'green', 'red', 'relief', 'union'],
  [`people ${slugs}`]: ['ann', 'bob', 'cat'],
  [`delegations ${presences}`]: [
    ...['a-2 blue', 'a-2 green', 'a-2 red', 'a-1 blue', 'a-1 red'],
    ...['b-1 red', 'c-1 red', 'd-1 blue', 'd-1 red'],
  ],
  [`sponsors ${presences}`]: ['a-2 green', 'a-2 union', 'a-1 union', 'c-1 green', 'd-1 union'],
  [`quotes ${slugs}`]: ['q-a', 'q-b', 'q-g', 'q-e', 'q-d', 'q-c', 'q-f', 'q-h'],
  [`quotes(orderBy: SAID_ON_ASC) ${slugs}`]: [
    ...['q-d', 'q-e', 'q-a', 'q-b', 'q-g'],
    ...['q-c', 'q-f', 'q-h'],
  ],
  [`pledges ${slugs}`]: ['p-a', 'p-b', 'p-d', 'p-c', 'p-e', 'p-f'],
  [`pledges(orderBy: MADE_ON_ASC) ${slugs}`]: ['p-d', 'p-a', 'p-b', 'p-c', 'p-e', 'p-f'],
  [`pledges(orderBy: DUE_ON_ASC) ${slugs}`]: ['p-c', 'p-a', 'p-e', 'p-b', 'p-d', 'p-f'],
  [`pledges(orderBy: UPDATED_DESC) ${slugs}`]: ['p-a', 'p-e', 'p-d', 'p-c', 'p-b', 'p-f'],
};

const nestedLists: Record<string, string[]> = {
  [`process(slug: "delta") { rounds ${slugs} }`]: ['a-1', 'a-2', 'd-1'],
  [`process(slug: "alpha") { rounds ${slugs} }`]: ['b-1', 'e-1'],
  [`process(slug: "idle") { rounds ${slugs} }`]: [],
  [`talks(slug: "a-2") { quotes ${slugs} }`]: ['q-b', 'q-h', 'q-a', 'q-c'],
  [`talks(slug: "a-2") { pledges ${slugs} }`]: ['p-b', 'p-a'],
  [`talks(slug: "a-1") { pledges ${slugs} }`]: ['p-d', 'p-c'],
  'talks(slug: "a-2") { delegations { party { slug } } }': ['blue', 'green', 'red'],
  'talks(slug: "a-2") { sponsors { party { slug } } }': ['green', 'union'],
  [`party(slug: "red") { delegations ${presences} }`]: [
    ...['a-2 red', 'a-1 red', 'b-1 red', 'c-1 red', 'd-1 red'],
  ],
  [`party(slug: "union") { sponsorships ${presences} }`]: ['a-2 union', 'a-1 union', 'd-1 union'],
  [`party(slug: "red") { quotes ${slugs} }`]: ['q-e', 'q-f'],
  [`party(slug: "red") { pledges ${slugs} }`]: ['p-a', 'p-b', 'p-d', 'p-c'],
  [`party(slug: "red") { pledges(role: [MAKER]) ${slugs} }`]: ['p-a', 'p-b', 'p-d'],
  [`party(slug: "red") { pledges(role: [ADDRESSEE, GUARANTOR]) ${slugs} }`]: ['p-a', 'p-c'],
  [`party(slug: "red") { pledges(role: []) ${slugs} }`]: [],
  [`person(slug: "ann") { quotes ${slugs} }`]: ['q-a', 'q-b', 'q-g', 'q-c'],
  'person(slug: "ann") { seats { delegation { talks { slug } party { slug } } } }': [
    ...['a-2 red', 'a-1 red', 'c-1 red', 'd-1 red'],
  ],
  'pledge(slug: "p-a") { makers { slug } }': ['red'],
  'pledge(slug: "p-b") { makers { slug } }': ['green', 'red'],
  'pledge(slug: "p-d") { quotes { slug } }': ['q-g', 'q-d'],
  'pledge(slug: "p-d") { reportedBy { slug } }': ['bob', 'green'],
  'pledge(slug: "p-a") { parties { role party { slug } } }': [
    ...['MAKER red', 'BENEFICIARY blue', 'GUARANTOR red', 'WITNESS green'],
  ],
  'pledge(slug: "p-a") { updates { nodes { cursor } } }': ['1', '3', '4', '10'],
  'quote(slug: "q-d") { pledges { slug } }': ['p-c', 'p-d'],
};

onSharedRecord('the order of lists', madeUp, (shared) => {
  test('at the root', async () => {
    const { read } = shared();
    const found: Record<string, string[]> = {};
    for (const list of Object.keys(rootLists)) found[list] = named(await read(`{ ${list} }`));
    expect(found).toEqual(rootLists);
  });

  test('within an object', async () => {
    const { read } = shared();
    const found: Record<string, string[]> = {};
    for (const list of Object.keys(nestedLists)) found[list] = named(await read(`{ ${list} }`));
    expect(found).toEqual(nestedLists);
  });

  test('of seats and of what is cited is that of the source', async () => {
    const { read } = shared();
    const { talks, node } = await read(
      `query ($id: ID!) {
        talks(slug: "a-2") { delegations { party { slug } head { slug } seats { person { slug } role } } }
        node(id: $id) { ... on Delegation { quotes { nodes { slug } } } }
      }`,
      { id: globalId('Delegation:a-2/red') },
    );
    expect(talks.delegations).toEqual([
      { party: { slug: 'blue' }, head: null, seats: [] },
      { party: { slug: 'green' }, head: null, seats: [] },
      {
        party: { slug: 'red' },
        head: { slug: 'ann' },
        seats: [
          { person: { slug: 'bob' }, role: 'MEMBER' },
          { person: { slug: 'ann' }, role: 'HEAD' },
        ],
      },
    ]);
    expect(named(node)).toEqual(['q-b', 'q-h', 'q-a']);
  });
});

/** The one list within an answer, each item as the words that are in it. */
function named(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.map((item) => wordsIn(item).join(' '));
  const [inner] = Object.values(answer as object);
  return named(inner);
}

function wordsIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(wordsIn)
    : [value];
}
