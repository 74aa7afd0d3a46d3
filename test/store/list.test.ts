/** Pages of lists: whatever the window, what a slice of the sorted list gives. */
import { expect, test } from 'vitest';
import type * as made from '../../src/record/set.ts';
import type { Position } from '../../src/store/cursor.ts';
import { importSet } from '../../src/store/import.ts';
import { countsOf, cursorsOf, type Listing } from '../../src/store/list.ts';
import { cursorAt, type Page, pagesOf, type Window } from '../../src/store/pages.ts';
import { type Quote, type QuoteOrder, quoteList } from '../../src/store/quotes.ts';
import type { Store } from '../../src/store/store.ts';
import { onEachDatabase, openEmpty } from '../databases.ts';
import { randomly } from '../random.ts';
import { syntheticSet } from '../synthetic.ts';

type Parent = 'talks' | 'speaker' | 'delegation';

const orders: readonly QuoteOrder[] = ['SAID_ON_ASC', 'SAID_ON_DESC', 'SOURCE'];
const parents: readonly (Parent | null)[] = [null, 'talks', 'speaker', 'delegation'];

const set = quotesWithTies(randomly(1));

onEachDatabase('a page of a list', (place) => {
  test('is the slice of the sorted list, for one parent, for many and for none', async () => {
    const pick = randomly(2);
    const store = await openEmpty(await place());
    await importSet(store, [set]);
    for (let trial = 0; trial < 400; trial++) {
      const order = oneOf(orders, pick);
      const parent = oneOf(parents, pick);
      const form = pick(3) === 0 ? (['DIRECT'] as const) : null;
      const asked = parent === null ? null : someParents(parent, pick);
      const lists = (asked ?? [null]).map((key) =>
        set.quotes.filter(
          (quote) =>
            (form === null || quote.form === 'DIRECT') &&
            (parent === null || parentOf(quote, parent) === key),
        ),
      );
      const window = anyWindow(order, lists.flat(), pick);
      const listing = quoteList(store, { form }, order, parent ?? undefined);
      const [pages, counts] = [
        await pagesOf(store, listing, window, asked),
        await countsOf(store, listing, asked),
      ];
      const told = pages.map((page) => ({
        rows: page.rows.map((row, index) => ({
          row: row.slug,
          cursor: placeAt(listing, page, index),
        })),
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
      }));
      const of = JSON.stringify({ trial, order, parent, form, asked, window });
      expect({ of, told }).toEqual({ of, told: lists.map((list) => slice(list, order, window)) });
      expect({ of, counts }).toEqual({ of, counts: lists.map((list) => list.length) });
    }
  });

  test('leads to the next and to the one before, through the whole list', async () => {
    const store = await openEmpty(await place());
    await importSet(store, [set]);
    for (const order of orders) {
      const listing = quoteList(store, {}, order);
      const sorted = set.quotes.map(({ slug }) => slug).sort(bySlug(order));
      expect(await walk(store, listing, false)).toEqual(sorted);
      expect(await walk(store, listing, true)).toEqual(sorted);
    }
  });
});

/** The slugs of a whole list, read page by page from its start or from its end. */
async function walk(store: Store, listing: Listing<Quote>, fromEnd: boolean): Promise<string[]> {
  const walked: string[] = [];
  let from: Position | null = null;
  for (let more = true; more && walked.length <= set.quotes.length; ) {
    const places: Pick<Window, 'after' | 'before'> = fromEnd
      ? { after: null, before: from }
      : { after: from, before: null };
    const [page] = await pagesOf(store, listing, { size: 37, fromEnd, ...places }, null);
    if (!page) throw new Error('A list without parents has one page.');
    const slugs = page.rows.map(({ slug }) => slug);
    walked.splice(fromEnd ? 0 : walked.length, 0, ...slugs);
    more = fromEnd ? page.hasPreviousPage : page.hasNextPage;
    from = placeAt(listing, page, fromEnd ? 0 : -1);
  }
  return walked;
}

/** What the cursor of a row names, as the list itself reads it. */
function placeAt(listing: Listing<unknown>, page: Page<unknown>, index: number): Position | null {
  const cursor = cursorAt(page, index);
  return cursor === null ? null : cursorsOf(listing).decode(cursor);
}

/** The page as plain arrays have it. */
function slice(list: readonly made.Quote[], order: QuoteOrder, window: Window): object {
  const { size, fromEnd, after, before } = window;
  const sorted = list
    .map((quote) => ({ row: quote.slug, cursor: positionOf(quote, order) }))
    .sort((one, other) => compare(one.cursor, other.cursor, order));
  const start = after
    ? sorted.filter(({ cursor }) => compare(cursor, after, order) <= 0).length
    : 0;
  const end = before
    ? sorted.filter(({ cursor }) => compare(cursor, before, order) < 0).length
    : sorted.length;
  const within = sorted.slice(start, Math.max(start, end));
  return {
    rows: fromEnd ? within.slice(-size) : within.slice(0, size),
    hasNextPage: end < sorted.length || (!fromEnd && within.length > size),
    hasPreviousPage: start > 0 || (fromEnd && within.length > size),
  };
}

/** As the contract has it: rows without a day come last, and the slug settles what is equal. */
function positionOf(quote: made.Quote, order: QuoteOrder): Position {
  const [citation] = quote.citations;
  if (order === 'SOURCE') return [citation?.source ?? '', citation?.start ?? 0, quote.slug];
  return [quote.saidOn ?? (order === 'SAID_ON_ASC' ? '~' : ''), quote.slug];
}

function compare(one: Position, other: Position, order: QuoteOrder): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? '';
    if (value === against) continue;
    const downwards = index === 0 && order === 'SAID_ON_DESC';
    return value < against === downwards ? 1 : -1;
  }
  return 0;
}

function bySlug(order: QuoteOrder) {
  const positions = new Map(set.quotes.map((quote) => [quote.slug, positionOf(quote, order)]));
  return (one: string, other: string) =>
    compare(positions.get(one) ?? [], positions.get(other) ?? [], order);
}

/** From any place to any place: of rows at the ends of these, between them, or not there any more. */
function anyWindow(
  order: QuoteOrder,
  quotes: readonly made.Quote[],
  pick: (below: number) => number,
): Window {
  const places = (quotes.length > 0 ? quotes : set.quotes)
    .map((quote) => positionOf(quote, order))
    .sort((one, other) => compare(one, other, order));
  const anyPlace = () => {
    const index = oneOf([0, places.length - 1, pick(places.length), pick(places.length)], pick);
    const position = [...oneOf(places.slice(index, index + 1), pick)];
    if (pick(5) === 0) position[position.length - 1] = oneOf(['', 'a', 'quote-5', 'zzz'], pick);
    return position;
  };
  return {
    size: 1 + pick(pick(3) === 0 ? 100 : 6),
    fromEnd: pick(2) === 0,
    after: pick(2) === 0 ? anyPlace() : null,
    before: pick(2) === 0 ? anyPlace() : null,
  };
}

/** No parent, one, or many; some of them without any rows, or not on record. */
function someParents(parent: Parent, pick: (below: number) => number): string[] {
  const all = [...new Set(set.quotes.map((quote) => parentOf(quote, parent)))];
  const known = [...all.filter((key) => key !== null), 'talks-000006', 'not-on-record'];
  const shuffled = known
    .map((key) => ({ key, rank: pick(1000) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ key }) => key);
  return shuffled.slice(0, oneOf([0, 1, 1, 2, 5, known.length], pick));
}

function parentOf(quote: made.Quote, parent: Parent): string | null {
  if (parent !== 'delegation') return quote[parent];
  return quote.delegation && `${quote.talks}/${quote.delegation}`;
}

/** Some 300 quotations, many of one day or of none, many in one place of a source. */
function quotesWithTies(pick: (below: number) => number): made.RecordSet {
  const whole = syntheticSet({ talks: 7, quotes: 50 });
  const [source] = whole.sources;
  if (!source) throw new Error('A made-up set has a source.');
  const days = [null, null, '2017-01-23', '2017-01-24', '2017-02-16', '2017-02-23'];
  return {
    ...whole,
    sources: [source, { ...source, slug: 'another' }],
    quotes: whole.quotes
      .filter((quote) => quote.talks !== 'talks-000006')
      .map((quote) => ({
        ...quote,
        slug: `quote-${pick(2 ** 31)}`,
        delegation: pick(3) === 0 ? null : quote.delegation,
        saidOn: oneOf(days, pick),
        citations: quote.citations.map((citation) => ({
          ...citation,
          source: oneOf([source.slug, 'another'], pick),
          start: pick(20),
        })),
      })),
    pledges: [],
  };
}

function oneOf<Item>(items: readonly Item[], pick: (below: number) => number): Item {
  const [item] = items.slice(pick(items.length));
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
