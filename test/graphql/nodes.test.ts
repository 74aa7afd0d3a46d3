/** Global IDs: each object is fetched again by its own, and nothing else names anything. */
import { expect, test } from 'vitest';
import { globalId as id } from './global-id.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord, shippedSet } from './shared-record.ts';

/** Some objects of each type that has an ID. */
const everyType = `{
  allTalks { nodes { ...it process { ...it } delegations { ...it } } }
  sources { nodes { ...it } }
  processes { nodes { ...it } }
  parties { nodes { ...it } }
  people { nodes { ...it } }
  sponsors { nodes { ...it } }
  quotes { nodes { ...it speaker { ...it } } }
  pledges { nodes { ...it updates { nodes { ...it } } } }
}
fragment it on Node { __typename id ... on Actor { slug } }`;

const garbage = [
  '',
  ' ',
  'x',
  '1',
  'Party:russia',
  '\0',
  '\ud800',
  '💥',
  'a'.repeat(50_000),
  id(''),
  id('Party'),
  id('Party:'),
  id(':russia'),
  id('Party:nobody'),
  id('party:russia'),
  id('Party:russia '),
  id('Party:Russia'),
  id('Party:russia\0'),
  id('Actor:russia'),
  id('Node:russia'),
  id('constructor:russia'),
  id('__proto__:russia'),
  id('Seat:astana-2/russia/0'),
  id('Delegation:astana-2'),
  id('Delegation:astana-2/turkey'),
  id('Sponsor:astana-2/kazakhstan'),
  id('PledgeUpdate:1'),
  // Of another type than the object has.
  id('Party:mohammed-alloush'),
  id('Person:russia'),
  id('Talks:astana'),
  id('Process:astana-2'),
  // Written in another way than IDs are.
  `${id('Party:russia')}=`,
  `${id('Party:russia')}\n`,
  `${id('Party:russia')}!`,
  Buffer.from('Talks:astana-2>?').toString('base64'),
];

onSharedRecord('a global ID', shippedSet, (shared) => {
  test('gives its object again, of each type, one by one and all together', async () => {
    const { read } = shared();
    const objects = [...new Map(nodesIn(await read(everyType)).map((it) => [it.id, it])).values()];
    const { __type } = await read('{ __type(name: "Node") { possibleTypes { name } } }');
    const types = __type.possibleTypes.map(({ name }: { name: string }) => name);
    expect([...new Set(objects.map((it) => it.__typename))].sort()).toEqual(types.sort());

    const selection = '{ __typename id ... on Actor { slug } }';
    for (const object of objects) {
      const query = `query ($id: ID!) { node(id: $id) ${selection} }`;
      expect(await read(query, { id: object.id })).toEqual({ node: object });
    }
    const ids = objects.map((object) => object.id);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) ${selection} }`;
    expect(await read(query, { ids })).toEqual({ nodes: objects });
  });

  test('is the same wherever the record is imported', async () => {
    const { read } = shared();
    const { nodes } = await read(
      `query ($ids: [ID!]!) {
        nodes(ids: $ids) { id ... on PledgeUpdate { cursor } ... on Delegation { party { slug } } }
      }`,
      { ids: [id('Delegation:astana-2/iran'), id('PledgeUpdate:joint-monitoring-group-kept')] },
    );
    expect(nodes).toEqual([
      { id: 'RGVsZWdhdGlvbjphc3RhbmEtMi9pcmFu', party: { slug: 'iran' } },
      { id: 'UGxlZGdlVXBkYXRlOmpvaW50LW1vbml0b3JpbmctZ3JvdXAta2VwdA', cursor: '1' },
    ]);
  });

  test('that names nothing is answered with null, in its place', async () => {
    const { ask, read } = shared();
    for (const one of garbage) {
      const answer = await ask('query ($id: ID!) { node(id: $id) { id } }', { id: one });
      expect(answer, JSON.stringify(one.slice(0, 50))).toEqual({ data: { node: null } });
    }
    const [russia, iran] = [id('Party:russia'), id('Party:iran')];
    const ids = [...garbage.slice(0, 5), russia, ...garbage.slice(5), iran, russia];
    const { nodes } = await read('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(nodes).toEqual(ids.map((one) => (one === russia || one === iran ? { id: one } : null)));
    expect(await read('{ node(id: 5) { id } nodes(ids: []) { id } }')).toEqual({
      node: null,
      nodes: [],
    });
  });
});

onSharedRecord('many global IDs', madeUp, (shared) => {
  test('may be a hundred, and no more', async () => {
    const { ask } = shared();
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const hundred = Array.from({ length: 100 }, () => id('Party:red'));
    const { data } = await ask(query, { ids: hundred });
    expect(data.nodes).toEqual(hundred.map((one) => ({ id: one })));
    const { errors } = await ask(query, { ids: [...hundred, 'x'] });
    expect(errors).toMatchObject([
      {
        message:
          'Expected an operation of at most 100 items in a list of its arguments, got 101. Ask for the rest in another.',
        extensions: { code: 'OPERATION_TOO_COMPLEX', limit: 'listItems', maximum: 100 },
      },
    ]);
  });

  test('are read in one statement for each type', async () => {
    const { read, takeStatements } = shared();
    const ids = ['Party:red', 'Person:ann', 'Party:blue', 'Quote:q-a', 'Quote:q-b'].map(id);
    await read('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(takeStatements()).toHaveLength(2);
  });
});

/** Every object with an ID within an answer, without what is nested in it. */
function nodesIn(value: unknown): { [field: string]: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  if (!('id' in value)) return inner;
  const plain = Object.entries(value).filter(([, field]) => typeof field === 'string');
  return [Object.fromEntries(plain), ...inner];
}
