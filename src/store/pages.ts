/**
 * Keyset pages of any list, for one parent or for many at once: always one statement, whatever
 * the number of parents, and never an offset.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Cursors, isStorable, type Position } from './cursor.ts';
import { beyond, sortedBy, sorting, sortName } from './keyset.ts';
import { conditionsOf, cursorsOf, every, type Listing, type SortKey } from './list.ts';
import type { Store } from './store.ts';

/** Which page: `size` rows after or before a place, counted from the start or from the end. */
export interface Window {
  size: number;
  fromEnd: boolean;
  after: Position | null;
  before: Position | null;
}

export interface Page<Row> {
  rows: readonly Row[];
  /** What the rows are ordered by, one row's values after the other's, of each as many as there are sort keys. */
  places: readonly (string | number)[];
  /** Writes a row's place as a cursor: only where it is asked for, which is for few rows of many. */
  cursors: Cursors;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** The cursor of one of a page's rows, by its index or from the end; null where there is no such row. */
export function cursorAt({ rows, places, cursors }: Page<unknown>, index: number): string | null {
  const at = index < 0 ? rows.length + index : index;
  if (at < 0 || at >= rows.length) return null;
  const length = places.length / rows.length;
  return cursors.encode(places.slice(at * length, (at + 1) * length));
}

/** A row with its parent, the values that it is ordered by, and its stretch where there are several. */
type Found = { parent: string; stretch?: Stretch['name']; [key: string]: unknown };

/** One page for each parent, in the parents' order; for a list without parents pass `null`, and get one. */
export async function pagesOf<Row>(
  store: Store,
  listing: Listing<Row>,
  window: Window,
  parents: readonly string[] | null,
): Promise<Page<Row>[]> {
  const alone = parents === null || parents.length === 1;
  const stretches = stretchesOf(listing.sort, window);
  const selects = stretches.map((stretch) => {
    const columns = selection(listing, stretches.length > 1 ? stretch.name : null);
    if (!alone) return firstRowsOfEach(store, listing, stretch, parents, columns);
    const conditions = [...conditionsOf(store, listing, parents), ...stretch.where];
    return firstRows(listing, stretch, conditions, columns);
  });
  const sorted = sortedBy(listing.sort, window.fromEnd);
  const order = alone ? sorted : sql`parent, ${sorted}`;
  const { rows } = await sql<Found>`
    ${sql.join(selects, sql` union all `)} order by ${order}
  `.execute(store.db, store.breaking);
  const byParent = Map.groupBy(rows, (row) => row.parent);
  const cursors = cursorsOf(listing);
  return (parents ?? ['']).map((parent) =>
    pageOf(listing, window, cursors, byParent.get(parent) ?? []),
  );
}

/** Some neighbouring rows of a list. */
interface Stretch {
  name: 'page' | 'earlier' | 'later';
  where: readonly RawBuilder<SqlBool>[];
  backwards: boolean;
  most: number;
}

/**
 * The page, with one row more than it holds; and where it is cut off by a place, the nearest row
 * on the other side, if there is any: a cursor may be of a place before the first row.
 */
function stretchesOf(sort: readonly SortKey[], window: Window): Stretch[] {
  const { after, before, fromEnd, size } = window;
  const where = [
    ...(after === null ? [] : [beyond(sort, after, { before: false, inclusive: false })]),
    ...(before === null ? [] : [beyond(sort, before, { before: true, inclusive: false })]),
  ];
  const stretches: Stretch[] = [{ name: 'page', where, backwards: fromEnd, most: size + 1 }];
  if (after !== null) {
    const upTo = beyond(sort, after, { before: true, inclusive: true });
    stretches.push({ name: 'earlier', where: [upTo], backwards: true, most: 1 });
  }
  if (before !== null) {
    const from = beyond(sort, before, { before: false, inclusive: true });
    stretches.push({ name: 'later', where: [from], backwards: false, most: 1 });
  }
  return stretches;
}

function firstRows(
  listing: Listing<unknown>,
  stretch: Stretch,
  conditions: readonly RawBuilder<SqlBool>[],
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const parent = listing.parent?.column ?? sql.lit('');
  return sql`select * from (
    select ${columns}, ${parent} as parent from ${listing.from} where ${every(conditions)}
    order by ${sorting(listing.sort, stretch.backwards)} limit ${stretch.most}
  ) as ${sql.ref(stretch.name)}`;
}

/**
 * Each parent's first rows are found by themselves, so that no more of a long list is read than a
 * page of it. SQLite has no lateral joins: the keys are found first there, and then the rows.
 */
function firstRowsOfEach(
  store: Store,
  listing: Listing<unknown>,
  stretch: Stretch,
  parents: readonly string[],
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { parent } = listing;
  if (!parent) throw new Error(`${listing.order}: a list of no parents was asked for theirs.`);
  const asked = parents.filter(isStorable);
  const own = every([
    sql<SqlBool>`${parent.column} = asked.value`,
    ...listing.where,
    ...stretch.where,
  ]);
  const first = sql`where ${own}
    order by ${sorting(listing.sort, stretch.backwards)} limit ${stretch.most}`;
  if (store.kind === 'sqlite') {
    return sql`select * from (
      select ${columns}, asked.value as parent from json_each(${JSON.stringify(asked)}) as asked, ${parent.rows}
      where ${parent.key} in (select ${parent.key} from ${listing.from} ${first})
    ) as ${sql.ref(stretch.name)}`;
  }
  return sql`select ${sql.ref(stretch.name)}.*, asked.value as parent from unnest(${asked}::text[]) as asked (value)
    cross join lateral (select ${columns} from ${listing.from} ${first}) as ${sql.ref(stretch.name)}`;
}

/** The columns of the rows, and whatever else is to be known of them. */
function selection(
  listing: Listing<unknown>,
  stretch: Stretch['name'] | null,
): RawBuilder<unknown> {
  const keys = listing.sort.flatMap((key, index) =>
    key.column === undefined ? [sql`${key.value} as ${sql.ref(sortName(key, index))}`] : [],
  );
  const name = stretch === null ? [] : [sql`${sql.lit(stretch)} as stretch`];
  return sql.join([listing.columns, ...name, ...keys]);
}

function pageOf<Row>(
  { sort, read }: Listing<Row>,
  { size, fromEnd }: Window,
  cursors: Cursors,
  found: readonly Found[],
): Page<Row> {
  const page = found.filter(({ stretch = 'page' }) => stretch === 'page');
  const has = (name: Stretch['name']) =>
    found.length > page.length && found.some(({ stretch }) => stretch === name);
  const more = page.length > size;
  if (more) page.length = size;
  if (fromEnd) page.reverse();
  const names = sort.map(sortName);
  const places: (string | number)[] = [];
  // Each was selected as a value that is ordered by: text or a number.
  for (const row of page) for (const name of names) places.push(row[name] as string | number);
  return {
    rows: page.map(read),
    places,
    cursors,
    hasNextPage: has('later') || (!fromEnd && more),
    hasPreviousPage: has('earlier') || (fromEnd && more),
  };
}
