/** Operations as clients write them: with variables, fragments, aliases and directives. */
import { expect, test } from 'vitest';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

onSharedRecord('an operation', madeUp, (shared) => {
  test('takes each argument as a variable', async () => {
    const { read } = shared();
    const found = await read(
      `query Everything(
        $slug: String!, $first: Int, $after: String, $last: Int, $before: String
        $pledges: PledgeFilter, $order: PledgeOrder!, $roles: [PledgeRole!], $sponsors: [SponsorRole!]
        $locale: Locale!, $on: Date, $asOf: DateTime, $talks: TalksFilter, $talksOrder: TalksOrder!
        $from: Date, $one: String!
      ) {
        allTalks(filter: $talks, orderBy: $talksOrder, last: $last, before: $before) { nodes { slug } }
        party(slug: $slug) {
          pledges(first: $first, after: $after, role: $roles, filter: $pledges) { nodes { slug } }
        }
        pledges(filter: $pledges, orderBy: $order) {
          nodes { summary(locale: $locale) schedule(on: $on) status(asOf: $asOf) }
        }
        talks(slug: "a-2") { sponsors(role: $sponsors) { party { slug } } }
        quotes(filter: { saidOn: { from: $from }, speaker: ["bob", $one] }) { nodes { slug } }
      }`,
      {
        slug: 'red',
        first: 2,
        last: 1,
        pledges: { madeOn: { from: '2020-01-05', until: '2020-01-31' } },
        order: 'DUE_ON_ASC',
        roles: ['MAKER'],
        sponsors: ['HOST'],
        locale: 'ar',
        on: '2020-01-01',
        asOf: '2020-03-08T12:00:00Z',
        talks: { process: ['delta'], startsOn: { from: '2020-01-01' } },
        talksOrder: 'STARTS_ON_ASC',
        from: '2020-01-06',
        one: 'red',
      },
    );
    expect(found).toEqual({
      allTalks: { nodes: [{ slug: 'a-2' }] },
      party: { pledges: { nodes: [{ slug: 'p-d' }] } },
      pledges: { nodes: [{ summary: 'فتح الجسر', schedule: 'CLOSED', status: 'BROKEN' }] },
      talks: { sponsors: [{ party: { slug: 'green' } }] },
      quotes: { nodes: [{ slug: 'q-e' }] },
    });
  });

  test('takes one value where the contract has a list', async () => {
    const { read } = shared();
    const query = 'query ($it: PledgeFilter) { pledges(filter: $it) { nodes { slug } } }';
    expect(await read(query, { it: { status: 'SUPERSEDED', maker: 'red' } })).toEqual({
      pledges: { nodes: [{ slug: 'p-d' }] },
    });
  });

  test('has the same list several times, each with its own arguments', async () => {
    const { read, takeStatements } = shared();
    const found = await read(`{
      first: pledges(first: 1) { ...slugs }
      last: pledges(last: 1) { ...slugs }
      due: pledges(first: 2, orderBy: DUE_ON_ASC) { ...slugs }
      kept: pledges(filter: { status: [KEPT] }) { ...slugs }
      parties {
        nodes {
          slug
          made: pledges(role: [MAKER]) { ...slugs }
          asked: pledges(role: [ADDRESSEE]) { ...slugs }
          latest: delegations(first: 1) { nodes { name } }
          earliest: delegations(last: 1) { nodes { name } }
        }
      }
    }
    fragment slugs on PledgeConnection { totalCount nodes { slug } }`);
    const page = (totalCount: number, ...slugs: string[]) => ({
      totalCount,
      nodes: slugs.map((slug) => ({ slug })),
    });
    const { parties, ...lists } = found;
    expect(lists).toEqual({
      first: page(6, 'p-a'),
      last: page(6, 'p-f'),
      due: page(6, 'p-c', 'p-a'),
      kept: page(2, 'p-a', 'p-c'),
    });
    expect(parties.nodes.slice(0, 3)).toEqual([
      {
        slug: 'blue',
        made: page(1, 'p-c'),
        asked: page(1, 'p-b'),
        latest: { nodes: [{ name: 'Delegation of blue to a-2' }] },
        earliest: { nodes: [{ name: 'Delegation of blue to d-1' }] },
      },
      {
        slug: 'green',
        made: page(1, 'p-b'),
        asked: page(0),
        latest: { nodes: [{ name: 'Delegation of green to a-2' }] },
        earliest: { nodes: [{ name: 'Delegation of green to a-2' }] },
      },
      {
        slug: 'red',
        made: page(3, 'p-a', 'p-b', 'p-d'),
        asked: page(1, 'p-c'),
        latest: { nodes: [{ name: 'Delegation of red to a-2' }] },
        earliest: { nodes: [{ name: 'Delegation of red to d-1' }] },
      },
    ]);
    // Four lists with their counts; the parties, with two such lists for all of them, and two without.
    expect(takeStatements()).toHaveLength(4 * 2 + 1 + 2 * 2 + 2);
  });

  test('reads what two aliases ask alike only once', async () => {
    const { read, takeStatements } = shared();
    const { one, two } = await read(`query ($no: TalksFilter) {
      one: allTalks { nodes { slug } pageInfo { endCursor } totalCount }
      two: allTalks(orderBy: STARTS_ON_DESC, filter: $no) { nodes { slug } pageInfo { endCursor } totalCount }
    }`);
    expect(one).toEqual(two);
    expect(takeStatements()).toHaveLength(2);
  });

  test('reads only what it includes', async () => {
    const { read, takeStatements } = shared();
    const query = `query ($words: Boolean!, $people: Boolean!) {
      delegations(first: 3) {
        totalCount @skip(if: true)
        nodes {
          party { slug }
          ... on Delegation @include(if: $people) { seats { person { slug } } }
          ...words @include(if: $words)
        }
      }
    }
    fragment words on Delegation { name quotes @skip(if: $people) { totalCount } }`;
    const asked = async (words: boolean, people: boolean) => {
      takeStatements();
      const { delegations } = await read(query, { words, people });
      return [Object.keys(delegations.nodes[0]), takeStatements().length];
    };
    expect(await asked(false, false)).toEqual([['party'], 2]);
    expect(await asked(true, false)).toEqual([['party', 'name', 'quotes'], 3]);
    expect(await asked(false, true)).toEqual([['party', 'seats'], 4]);
    expect(await asked(true, true)).toEqual([['party', 'seats', 'name'], 4]);
  });

  test('tells an actor by its type, within fragments on either', async () => {
    const { read } = shared();
    const { pledge, outcome } = await read(`{
      pledge(slug: "p-d") { reportedBy { ...actor } }
      outcome: quote(slug: "q-e") { speaker { ...actor } }
    }
    fragment actor on Actor {
      __typename
      name
      ... on Party { kind }
      ... on Person { seats { role } }
      ... on Node { id }
    }`);
    expect(pledge.reportedBy).toEqual([
      {
        __typename: 'Person',
        name: 'Bob',
        seats: [{ role: 'MEMBER' }, { role: 'HEAD' }],
        id: 'UGVyc29uOmJvYg',
      },
      { __typename: 'Party', name: 'Party green', kind: 'STATE', id: 'UGFydHk6Z3JlZW4' },
    ]);
    expect(outcome.speaker).toMatchObject({ __typename: 'Party', kind: 'GOVERNMENT' });
  });
});
