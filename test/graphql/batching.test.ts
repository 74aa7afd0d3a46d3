/** Every relation of a level is one SQL statement, however many objects are on the level. */
import { expect, test } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { onEachDatabase, openEmpty } from '../databases.ts';
import { listen, type Service, serve } from '../service.ts';
import { syntheticSet } from '../synthetic.ts';

const fiveLevels = /* GraphQL */ `
  query ($first: Int!, $after: String) {
    allTalks(first: $first, after: $after) {
      pageInfo { endCursor hasNextPage }
      nodes {
        delegations {
          seats {
            person {
              quotes(first: 2) {
                nodes { text }
              }
            }
          }
        }
      }
    }
  }
`;

/** Each list field of the schema, within a query that comes to many parents of it. */
const relations: Record<string, { query: string; levels: number }> = {
  'Talks.sessions': { query: 'allTalks(first: 20) { nodes { sessions { kind } } }', levels: 2 },
  'Talks.outcomes': { query: 'allTalks(first: 20) { nodes { outcomes { kind } } }', levels: 2 },
  'Talks.sponsors': { query: 'allTalks(first: 20) { nodes { sponsors { roles } } }', levels: 2 },
  'Talks.delegations': { query: 'allTalks(first: 20) { nodes { delegations { id } } }', levels: 2 },
  'Talks.quotes': {
    query: 'allTalks(first: 20) { nodes { quotes(first: 1) { nodes { id } } } }',
    levels: 2,
  },
  'Talks.quotes.totalCount': {
    query: 'allTalks(first: 20) { nodes { quotes(first: 1) { totalCount } } }',
    levels: 2,
  },
  'Talks.pledges': {
    query: 'allTalks(first: 20) { nodes { pledges(last: 1) { edges { cursor } } } }',
    levels: 2,
  },
  'Talks.process': { query: 'allTalks(first: 20) { nodes { process { slug } } }', levels: 2 },
  'Talks.previous': { query: 'allTalks(first: 20) { nodes { previous { slug } } }', levels: 2 },
  'Talks.next': { query: 'allTalks(first: 20) { nodes { next { slug } } }', levels: 2 },
  'Talks.citations': { query: 'allTalks(first: 20) { nodes { citations { start } } }', levels: 2 },
  'Citation.source': {
    query: 'allTalks(first: 20) { nodes { citations { source { slug } } } }',
    levels: 3,
  },
  'Process.rounds': {
    query: 'processes(first: 20) { nodes { rounds(first: 3) { nodes { slug } } } }',
    levels: 2,
  },
  'Delegation.talks': { query: 'delegations(first: 20) { nodes { talks { slug } } }', levels: 2 },
  'Delegation.party': { query: 'delegations(first: 20) { nodes { party { slug } } }', levels: 2 },
  'Delegation.seats': { query: 'delegations(first: 20) { nodes { seats { role } } }', levels: 2 },
  'Delegation.head': { query: 'delegations(first: 20) { nodes { head { slug } } }', levels: 3 },
  'Delegation.head and seats': {
    query: 'delegations(first: 20) { nodes { head { slug } seats { person { slug } } } }',
    levels: 3,
  },
  'Delegation.quotes': {
    query: 'delegations(first: 20) { nodes { quotes { nodes { id } } } }',
    levels: 2,
  },
  'Delegation.citations': {
    query: 'delegations(first: 20) { nodes { citations { start } } }',
    levels: 2,
  },
  'Seat.citations': {
    query: 'delegations(first: 20) { nodes { seats { citations { start } } } }',
    levels: 3,
  },
  'Party.delegations': {
    query: 'parties { nodes { delegations(first: 2) { nodes { id } } } }',
    levels: 2,
  },
  'Party.sponsorships': {
    query: 'parties { nodes { sponsorships(first: 2) { nodes { id } } } }',
    levels: 2,
  },
  'Party.quotes': { query: 'parties { nodes { quotes { nodes { id } } } }', levels: 2 },
  'Party.pledges': {
    query: 'parties { nodes { pledges(first: 2, role: [MAKER]) { nodes { id } } } }',
    levels: 2,
  },
  'Party.citations': { query: 'parties { nodes { citations { start } } }', levels: 2 },
  'Person.seats': { query: 'people { nodes { seats { role } } }', levels: 2 },
  'Person.quotes': { query: 'people { nodes { quotes { nodes { id } } } }', levels: 2 },
  'Sponsor.party': { query: 'sponsors { nodes { party { slug } } }', levels: 2 },
  'Sponsor.alliedWith': { query: 'sponsors { nodes { alliedWith { slug } } }', levels: 2 },
  'Quote.speaker': { query: 'quotes(first: 20) { nodes { speaker { slug } } }', levels: 2 },
  'Quote.delegation': { query: 'quotes(first: 20) { nodes { delegation { id } } }', levels: 2 },
  'Quote.pledges': { query: 'quotes(first: 20) { nodes { pledges { slug } } }', levels: 2 },
  'Quote.citations': { query: 'quotes(first: 20) { nodes { citations { start } } }', levels: 2 },
  'Pledge.parties': { query: 'pledges(first: 20) { nodes { parties { role } } }', levels: 2 },
  'Pledge.makers': { query: 'pledges(first: 20) { nodes { makers { slug } } }', levels: 3 },
  'Pledge.makers and parties': {
    query: 'pledges(first: 20) { nodes { makers { slug } parties { party { slug } } } }',
    levels: 3,
  },
  'Pledge.quotes': { query: 'pledges(first: 20) { nodes { quotes { slug } } }', levels: 2 },
  'Pledge.updates': {
    query: 'pledges(first: 20) { nodes { updates { nodes { id } } } }',
    levels: 2,
  },
  'Pledge.status(asOf)': {
    query: 'pledges(first: 20) { nodes { status(asOf: "2020-01-01T00:00:00Z") } }',
    levels: 2,
  },
  'Pledge.talks': {
    query: 'pledges(first: 20) { nodes { talks { slug } madeAt { slug } } }',
    levels: 2,
  },
  'SearchConnection.nodes': {
    query: 'search(text: "talks", kinds: [TALKS]) { nodes { ... on Talks { slug } } }',
    levels: 2,
  },
  nodes: {
    query: 'nodes(ids: ["VGFsa3M6dGFsa3MtMDAwMDAx", "VGFsa3M6dGFsa3MtMDAwMDAy"]) { id }',
    levels: 1,
  },
};

onEachDatabase('batching', (place) => {
  test.each([2, 20, 1000])(
    'five levels are five statements a page, of %i talks in all',
    async (talks) => {
      const statements: string[] = [];
      const store = await openEmpty(await place(), { onStatement: (sql) => statements.push(sql) });
      await importSet(store, [syntheticSet({ talks })]);
      const service = serve(store, statements);
      let seen = 0;
      let after: string | null = null;
      do {
        service.takeStatements();
        const { allTalks } = await service.read(fiveLevels, { first: 100, after });
        expect(service.takeStatements()).toHaveLength(5);
        seen += allTalks.nodes.length;
        expect(allTalks.nodes[0].delegations[0].seats[0].person.quotes.nodes).toHaveLength(2);
        after = allTalks.pageInfo.hasNextPage ? allTalks.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toBe(talks);
    },
  );

  test('each relation is one statement for all objects of its level', async () => {
    const statements: string[] = [];
    const store = await openEmpty(await place(), { onStatement: (sql) => statements.push(sql) });
    await importSet(store, [syntheticSet({ talks: 40 })]);
    const service = serve(store, statements);
    const counted: Record<string, number> = {};
    for (const [relation, { query }] of Object.entries(relations)) {
      service.takeStatements();
      await service.read(`{ ${query} }`);
      counted[relation] = service.takeStatements().length;
    }
    expect(counted).toEqual(
      Object.fromEntries(
        Object.entries(relations).map(([relation, { levels }]) => [relation, levels]),
      ),
    );
  });

  test('of a level that is partly at hand, the rest is one statement', async () => {
    const service = await serveKeeping(await place(), 40);
    const statementsOf = async (query: string, first: number) => {
      service.takeStatements();
      await service.read(query, { first });
      return service.takeStatements().length;
    };
    expect(await statementsOf(fiveLevels, 10)).toBe(5);
    // Of twenty talks ten are at hand, with what is below them; and some of the others' people.
    expect(await statementsOf(fiveLevels, 20)).toBe(5);
    expect(await statementsOf(fiveLevels, 20)).toBe(0);
    // Where the delegations of some are at hand, their seats are asked for a level ahead of the rest.
    const delegations =
      'query ($first: Int!) { allTalks(first: $first) { nodes { delegations { name } } } }';
    expect(await statementsOf(delegations, 30)).toBe(2);
    expect(await statementsOf(fiveLevels, 40)).toBeLessThanOrEqual(5 + 3);
  });

  test('each relation is at most a statement for each level, whatever is at hand', async () => {
    const service = await serveKeeping(await place(), 40);
    for (const [relation, { query, levels }] of Object.entries(relations)) {
      await service.read(`{ ${query.replace('first: 20', 'first: 7')} }`);
      service.takeStatements();
      const first = await service.read(`{ ${query} }`);
      expect([relation, service.takeStatements().length <= levels]).toEqual([relation, true]);
      expect(await service.read(`{ ${query} }`)).toEqual(first);
      expect([relation, service.takeStatements()]).toEqual([relation, []]);
    }
  });
});

/** A service of so many talks that keeps rows at hand. */
async function serveKeeping(location: StoreLocation, talks: number): Promise<Service> {
  const statements: string[] = [];
  const store = await openEmpty(location, { onStatement: (sql) => statements.push(sql) });
  await importSet(store, [syntheticSet({ talks })]);
  const service = serve(store, statements);
  await listen(service);
  return service;
}
