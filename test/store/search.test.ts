/** Search as a user sees it: the same results in the same order on both databases. */
import { expect, test } from 'vitest';
import { words } from '../../src/record/spelling.ts';
import { importSet } from '../../src/store/import.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { onEachDatabase } from '../databases.ts';
import { type Service, serveAstana } from '../service.ts';
import { cases, hostile, long, wordless } from './search-cases.ts';
import { party, person, pledged, said, searchable, zebraTalks } from './searchable.ts';

onEachDatabase('search', (place) => {
  test('finds what is spelled otherwise, best first', async () => {
    const service = await serveSearchable(await place());
    for (const [what, [spellings, found]] of Object.entries(cases)) {
      for (const text of spellings) {
        expect({ what, text, found: await find(service, { text }) }).toEqual({ what, text, found });
      }
    }
  });

  test('finds only the kinds that are asked for', async () => {
    const service = await serveSearchable(await place());
    const ofKinds = (...kinds: string[]) => find(service, { text: 'zebra', kinds });
    expect(await ofKinds('PARTY')).toEqual(['Party zebra']);
    expect(await ofKinds('PLEDGE', 'QUOTE', 'PLEDGE')).toEqual([
      ...['Quote zebra', 'Pledge zebra-a', 'Pledge zebra-b', 'Quote two-zebras'],
    ]);
    expect(await ofKinds()).toEqual([]);
    expect(await find(service, { text: 'zebra', kinds: null })).toEqual(cases[ordered]?.[1]);
  });

  test('leads from page to page through all that is found', async () => {
    const service = await serveSearchable(await place());
    for (const first of [1, 3, 7, 8]) {
      const pages = await walk(service, first);
      expect(pages.flat()).toEqual(cases[ordered]?.[1]);
      expect(pages.map((page) => page.length)).toEqual(portions(8, first));
    }
  });

  test('finds nothing where there is no word to find', async () => {
    const service = await serveSearchable(await place());
    for (const text of wordless) {
      expect({ text, found: await find(service, { text }) }).toEqual({ text, found: [] });
      expect({ text, ...(await filtered(service, text)) }).toEqual({
        text,
        quotes: [],
        pledges: [],
      });
    }
  });

  test('takes what means something to a database for its words alone', async () => {
    const service = await serveSearchable(await place());
    const all = async (text: string) => ({
      found: await find(service, { text }),
      ...(await filtered(service, text)),
    });
    const ofPlain = new Map<string, Awaited<ReturnType<typeof all>>>();
    for (const text of hostile) {
      const plain = words(text).join(' ');
      const expected = ofPlain.get(plain) ?? (await all(plain));
      ofPlain.set(plain, expected);
      expect({ text, ...(await all(text)) }).toEqual({ text, ...expected });
    }
    expect(ofPlain.get('zebra')?.found).toEqual(cases[ordered]?.[1]);
  });

  test('answers texts of any length, up to what a request may be', async () => {
    const service = await serveSearchable(await place());
    for (const [what, text] of Object.entries(long)) {
      expect({ what, found: await find(service, { text }) }).toEqual({
        what,
        found: what === '5,000 words' ? cases[ordered]?.[1] : [],
      });
      await filtered(service, text);
    }
    const { errors } = await service.ask(searchQuery, { text: 'z'.repeat(1_000_000) });
    expect(errors?.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The body: expected at most 100000 bytes, but got 1\d{6}\.$/),
    ]);
  });

  test('finds in summaries and quotations, where those are filtered by a text', async () => {
    const service = await serveSearchable(await place());
    expect(await filtered(service, 'zebra')).toEqual({
      quotes: ['two-zebras', 'zebra'],
      pledges: ['zebra-a', 'zebra-b'],
    });
    expect(await filtered(service, 'الحصار الغوطه الشرقيه')).toEqual({
      quotes: ['alloush-eastern-ghouta-agenda', 'alloush-russia-promised-agenda'],
      pledges: ['eastern-ghouta-agenda'],
    });
    expect(await filtered(service, 'ghouta zanzibar')).toEqual({ quotes: [], pledges: [] });
    // A name of a party is in no summary.
    expect(await filtered(service, 'Türkiye')).toEqual({ quotes: [], pledges: [] });
  });

  test('finds what an import has changed by its new words, and no longer by its old ones', async () => {
    const service = await serveSearchable(await place());
    await importSet(service.store, [
      {
        ...searchable,
        parties: [party('zebra', 'Okapi')],
        people: [person('zebra-keeper', 'Okapi keeper')],
        talks: [
          zebraTalks('zebra-talks', 'Okapi talks', 'legs'),
          zebraTalks('zebra-summit', 'Zebra summit', 'okapi'),
        ],
        quotes: [said('zebra', 'Okapi!')],
        pledges: [pledged('zebra-b', 'An okapi.')],
      },
    ]);
    expect(await find(service, { text: 'okapi' })).toEqual([
      ...['Party zebra', 'Person zebra-keeper', 'Talks zebra-talks'],
      ...['Quote zebra', 'Pledge zebra-b', 'Talks zebra-summit'],
    ]);
    expect(await find(service, { text: 'zebra' })).toEqual([
      ...['Talks zebra-summit', 'Pledge zebra-a', 'Quote two-zebras'],
    ]);
    expect(await find(service, { text: 'stripes' })).toEqual([]);
    expect(await filtered(service, 'zebra')).toEqual({
      quotes: ['two-zebras'],
      pledges: ['zebra-a'],
    });
  });
});

const ordered = 'names before texts, and the shorter first';

interface Found {
  nodes: { __typename: string; slug: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

const searchQuery = /* GraphQL */ `
  query ($text: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
    search(text: $text, kinds: $kinds, first: $first, after: $after) {
      nodes {
        __typename
        ... on Talks { slug }
        ... on Party { slug }
        ... on Person { slug }
        ... on Quote { slug }
        ... on Pledge { slug }
      }
      edges { cursor }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
`;

async function search(service: Service, variables: object): Promise<Found> {
  return (await service.read(searchQuery, variables)).search;
}

/** All that is found, as `Talks astana-2`. */
async function find(
  service: Service,
  variables: { text: string; kinds?: string[] | null },
): Promise<string[]> {
  const { nodes } = await search(service, { ...variables, first: 100 });
  return nodes.map(told);
}

/** Every page of what `zebra` finds. */
async function walk(service: Service, first: number): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const { nodes, edges, pageInfo }: Found = await search(service, {
      text: 'zebra',
      first,
      after,
    });
    expect(edges.at(-1)?.cursor).toBe(pageInfo.endCursor);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    pages.push(nodes.map(told));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return pages;
}

function told({ __typename, slug }: Found['nodes'][number]): string {
  return `${__typename} ${slug}`;
}

/** The quotations and the pledges that a text lets through, by slug. */
async function filtered(
  service: Service,
  text: string,
): Promise<{ quotes: string[]; pledges: string[] }> {
  const { quotes, pledges } = await service.read(
    `query ($text: String!) {
      quotes(filter: { text: $text }, first: 100) { nodes { slug } totalCount }
      pledges(filter: { text: $text }, first: 100) { nodes { slug } totalCount }
    }`,
    { text },
  );
  expect(quotes.totalCount).toBe(quotes.nodes.length);
  expect(pledges.totalCount).toBe(pledges.nodes.length);
  const slugs = (nodes: { slug: string }[]) => nodes.map(({ slug }) => slug).sort();
  return { quotes: slugs(quotes.nodes), pledges: slugs(pledges.nodes) };
}

/** `portions(8, 3)` is 3, 3 and 2. */
function portions(whole: number, most: number): number[] {
  return Array.from({ length: Math.ceil(whole / most) }, (_, index) =>
    Math.min(most, whole - index * most),
  );
}

async function serveSearchable(location: StoreLocation): Promise<Service> {
  const service = await serveAstana(location);
  await importSet(service.store, [searchable]);
  return service;
}
