/** Reading a list page by page gives every row once, in its order, and each page knows where it stands. */
import { expect, test } from 'vitest';
import {
  connections,
  type Edge,
  type PageArguments,
  pageOf,
  readPage,
  readPages,
} from './connections.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

onSharedRecord('paging', madeUp, (shared) => {
  test('forwards through each list', async () => {
    const service = shared();
    for (const list of connections) {
      const { edges } = await readPage(service, list, { first: 100 });
      expect(await readPage(service, list, {}), list).toEqual(pageOf(edges, 0, edges.length));
      // After each place, so the last page is empty, and there is a way back.
      for (let from = 0; from <= edges.length; from += 1) {
        const after = edges[from - 1]?.cursor ?? null;
        const page = await readPage(service, list, { first: 2, after });
        const to = Math.min(from + 2, edges.length);
        expect(page, `${list}: 2 from ${from}`).toEqual(pageOf(edges, from, to));
      }
    }
  });

  test('backwards through each list', async () => {
    const service = shared();
    for (const list of connections) {
      const { edges } = await readPage(service, list, { last: 100 });
      for (let to = edges.length; to >= 0; to -= 2) {
        const before = edges[to]?.cursor ?? null;
        const page = await readPage(service, list, { last: 2, before });
        const from = Math.max(to - 2, 0);
        expect(page, `${list}: 2 up to ${to}`).toEqual(pageOf(edges, from, to));
      }
    }
  });

  test('between any two places, from either end', async () => {
    const service = shared();
    const list = 'pledges(PAGE, orderBy: DUE_ON_ASC)';
    const { edges } = await readPage(service, list, {});
    for (const [start, { cursor: after }] of edges.entries()) {
      for (const [end, { cursor: before }] of edges.entries()) {
        if (end <= start) continue;
        expect(await readPage(service, list, { first: 2, after, before })).toEqual(
          pageOf(edges, start + 1, Math.min(start + 3, end)),
        );
        expect(await readPage(service, list, { last: 2, after, before })).toEqual(
          pageOf(edges, Math.max(end - 2, start + 1), end),
        );
      }
    }
  });

  test('gives an empty page between places that are the wrong way round', async () => {
    const service = shared();
    const { edges } = await readPage(service, 'quotes(PAGE)', {});
    const page = { after: edges[4]?.cursor ?? null, before: edges[2]?.cursor ?? null };
    expect(await readPage(service, 'quotes(PAGE)', page)).toEqual({
      edges: [],
      nodes: [],
      totalCount: 8,
      pageInfo: { hasNextPage: true, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  test('goes on where it was, under another filter', async () => {
    const service = shared();
    const { edges } = await readPage(service, 'pledges(PAGE)', {});
    const asked = 'pledges(PAGE, filter: { act: [PROPOSAL, DEMAND, EXPECTATION] })';
    const { edges: filtered } = await readPage(service, asked, {});
    // The first of all pledges stands before all that this filter lets through.
    const after = edges[0]?.cursor ?? null;
    expect(await readPage(service, asked, { first: 2, after })).toEqual(pageOf(filtered, 0, 2));
    expect(await readPage(service, asked, { last: 2, before: after })).toEqual({
      ...pageOf(filtered, 0, 0),
      pageInfo: { ...pageOf(filtered, 0, 0).pageInfo, hasNextPage: true },
    });
  });
});

/** Lists that several parents have, each with a root list that has the same order. */
const nested = [
  { parents: 'parties', field: 'pledges(PAGE)', whole: 'pledges(PAGE)' },
  { parents: 'parties', field: 'delegations(PAGE)', whole: 'delegations(PAGE)' },
  { parents: 'parties', field: 'sponsorships(PAGE)', whole: 'sponsors(PAGE)' },
  { parents: 'people', field: 'quotes(PAGE)', whole: 'quotes(PAGE)' },
  { parents: 'processes', field: 'rounds(PAGE)', whole: 'allTalks(PAGE, orderBy: STARTS_ON_ASC)' },
];

onSharedRecord('paging within many parents at once', madeUp, (shared) => {
  test('gives each its own page, also after a place that is in one of them', async () => {
    const service = shared();
    for (const { parents, field, whole } of nested) {
      const { edges: order } = await readPage(service, whole, {});
      const rank = ({ node }: Edge) => order.findIndex((edge) => edge.node.id === node.id);
      const pages = (page: PageArguments) =>
        readPages(service, `${parents} { nodes { ${field}`, page);
      const all = await pages({ first: 100 });
      expect(all.length).toBeGreaterThan(2);
      for (const { edges } of all) {
        expect(edges).toEqual(edges.toSorted((one, other) => rank(one) - rank(other)));
      }
      expect(await pages({ first: 2 })).toEqual(
        all.map(({ edges }) => pageOf(edges, 0, Math.min(2, edges.length))),
      );
      expect(await pages({ last: 2 })).toEqual(
        all.map(({ edges }) => pageOf(edges, Math.max(0, edges.length - 2), edges.length)),
      );
      for (const place of all.flatMap(({ edges }) => edges)) {
        // A place in one parent's list stands somewhere in each of the others, too.
        expect(await pages({ first: 2, after: place.cursor })).toEqual(
          all.map(({ edges }) => {
            const from = edges.filter((edge) => rank(edge) <= rank(place)).length;
            return pageOf(edges, from, Math.min(from + 2, edges.length));
          }),
        );
        expect(await pages({ last: 2, before: place.cursor })).toEqual(
          all.map(({ edges }) => {
            const to = edges.filter((edge) => rank(edge) < rank(place)).length;
            return pageOf(edges, Math.max(0, to - 2), to);
          }),
        );
      }
    }
  });
});

onSharedRecord('paging through what was found', madeUp, (shared) => {
  const query = `query ($kinds: [SearchKind!], $first: Int, $after: String) {
    search(text: "to do p", kinds: $kinds, first: $first, after: $after) {
      edges { cursor node { ... on Pledge { slug } } }
      nodes { __typename ... on Pledge { slug } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  test('gives every result once, the best first and ties by slug', async () => {
    const { read } = shared();
    const { search: all } = await read(query);
    const slugs = all.edges.map((edge: { node: { slug: string } }) => edge.node.slug);
    expect(slugs).toEqual(['p-a', 'p-b', 'p-c', 'p-e', 'p-f']);
    for (let from = 0; from <= slugs.length; from += 2) {
      const after = all.edges[from - 1]?.cursor ?? null;
      const { search } = await read(query, { kinds: ['PLEDGE', 'TALKS'], first: 2, after });
      const edges = all.edges.slice(from, from + 2);
      expect(search).toEqual({
        edges,
        nodes: all.nodes.slice(from, from + 2),
        pageInfo: {
          hasNextPage: from + 2 < slugs.length,
          hasPreviousPage: from > 0,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      });
    }
    expect((await read(query, { kinds: [] })).search.nodes).toEqual([]);
    expect((await read(query, { kinds: ['QUOTE'] })).search.nodes).toEqual([]);
  });

  test('refuses a page that cannot be', async () => {
    const { ask } = shared();
    const refused: [PageArguments, string][] = [
      [{ first: 0 }, 'BAD_USER_INPUT'],
      [{ first: 101 }, 'BAD_USER_INPUT'],
      [{ after: '' }, 'BAD_CURSOR'],
      [{ after: '1' }, 'BAD_CURSOR'],
      [{ after: Buffer.from('["search",0,1e12,0,"p-a"]').toString('base64url') }, 'BAD_CURSOR'],
    ];
    for (const [page, code] of refused) {
      const { errors } = await ask(query, page);
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
    }
  });
});
