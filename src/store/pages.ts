/**
 * Keyset pages of any list, for one parent or for many at once: always one statement, whatever
 * the number of parents, and never an offset.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from './cursor.ts';
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
  rows: readonly { row: Row; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** A row with its parent, its stretch, and the values that it is ordered by. */
type Found = { parent: string; stretch: Stretch['name']; [key: `sort_${number}`]: string | number };

/** One page for each parent, in the parents' order; for a list without parents pass `null`, and get one. */
export async function pagesOf<Row>(
  store: Store,
  listing: Listing<Row>,
  window: Window,
  parents: readonly string[] | null,
): Promise<Page<Row>[]> {
  const alone = parents === null || parents.length === 1;
  const select = alone ? firstRows : firstRowsOfEach;
  const stretches = stretchesOf(listing.sort, window).map((stretch) =>
    select(listing, stretch, [...conditionsOf(store, listing, parents), ...stretch.where]),
  );
  const order = alone ? sortedBy(listing.sort, window.fromEnd) : sql`parent, number`;
  const { rows } = await sql<Found>`
    ${sql.join(stretches, sql` union all `)} order by ${order}
  `.execute(store.db, store.breaking);
  const byParent = Map.groupBy(rows, (row) => row.parent);
  return (parents ?? ['']).map((parent) => pageOf(listing, window, byParent.get(parent) ?? []));
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
): RawBuilder<unknown> {
  return sql`select * from (
    select ${selection(listing, stretch)} from ${listing.from} where ${every(conditions)}
    order by ${sorting(listing.sort, stretch.backwards)} limit ${stretch.most}
  ) as ${sql.ref(stretch.name)}`;
}

function firstRowsOfEach(
  listing: Listing<unknown>,
  stretch: Stretch,
  conditions: readonly RawBuilder<SqlBool>[],
): RawBuilder<unknown> {
  return sql`select * from (
    select ${selection(listing, stretch)}, row_number() over (
      partition by ${listing.parent} order by ${sorting(listing.sort, stretch.backwards)}
    ) as number
    from ${listing.from} where ${every(conditions)}
  ) as ${sql.ref(stretch.name)} where number <= ${stretch.most}`;
}

function selection(listing: Listing<unknown>, stretch: Stretch): RawBuilder<unknown> {
  const keys = listing.sort.map((key, index) => sql`${key.value} as ${sql.ref(sortName(index))}`);
  const parent = sql`${listing.parent ?? sql.lit('')} as parent`;
  return sql.join([listing.columns, parent, sql`${sql.lit(stretch.name)} as stretch`, ...keys]);
}

function pageOf<Row>(listing: Listing<Row>, window: Window, found: readonly Found[]): Page<Row> {
  const { page = [], earlier = [], later = [] } = Object.groupBy(found, (row) => row.stretch);
  const more = page.length > window.size;
  const kept = page.slice(0, window.size);
  if (window.fromEnd) kept.reverse();
  const cursors = cursorsOf(listing);
  return {
    rows: kept.map((row) => ({
      row: listing.read(row),
      cursor: cursors.encode(listing.sort.map((_, index) => row[sortName(index)] ?? '')),
    })),
    hasNextPage: later.length > 0 || (!window.fromEnd && more),
    hasPreviousPage: earlier.length > 0 || (window.fromEnd && more),
  };
}
