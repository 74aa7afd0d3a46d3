/** What a list is, as SQL: its rows, which of them, and in which order; and how many they are. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Cursors, keysetCursors } from './cursor.ts';
import type { Store } from './store.ts';
import { isIn } from './values.ts';

/** One value that a list is ordered by. `like` is any value of its type. */
export interface SortKey {
  value: RawBuilder<unknown>;
  /** Where the value stands among the columns of the list's rows, and need not be asked for beside them. */
  column?: string;
  descending?: boolean;
  like: string | number;
}

export interface Parent {
  /** The column that names the parent. */
  column: RawBuilder<string>;
  /** What is unique among the rows that `from` gives, and the tables that it is looked up in. */
  key: RawBuilder<unknown>;
  rows: RawBuilder<unknown>;
}

export interface Listing<Row> {
  /** Names what is listed and in which order, so that cursors of other lists and orders are refused. */
  order: string;
  /** What follows `select`: the row's columns. */
  columns: RawBuilder<unknown>;
  /** Reads a row of those columns. (A method, so that it may ask for the columns it reads.) */
  read(row: object): Row;
  from: RawBuilder<unknown>;
  /** Where the list belongs to parents. */
  parent?: Parent;
  where: readonly RawBuilder<SqlBool>[];
  /** The last is unique within a parent. */
  sort: readonly SortKey[];
  /** Where this list's cursors are not the usual ones. */
  cursors?: Cursors;
}

/** By a column of the list's own rows, which is never null. */
export function byColumn(table: string, column: string, like: string | number): SortKey {
  return { value: sql.ref(`${table}.${column}`), column, like };
}

/** By a day that may be unknown; rows without it come last in either direction. */
export function byDay(column: RawBuilder<unknown>, descending: boolean): SortKey {
  return descending
    ? { value: sql`coalesce(${column}, '')`, descending, like: '' }
    : { value: sql`coalesce(${column}, '~')`, like: '' };
}

export function cursorsOf(listing: Listing<unknown>): Cursors {
  const like = listing.sort.map((key) => key.like);
  return listing.cursors ?? keysetCursors(listing.order, like);
}

/** How many rows each parent has, in the parents' order; without parents, one number. */
export async function countsOf(
  store: Store,
  listing: Listing<unknown>,
  parents: readonly string[] | null,
): Promise<number[]> {
  const { rows } = await sql<{ parent: string; count: number }>`
    select ${listing.parent?.column ?? sql.lit('')} as parent, count(*) as count
    from ${listing.from} where ${every(conditionsOf(store, listing, parents))}
    ${listing.parent ? sql`group by ${listing.parent.column}` : sql``}
  `.execute(store.db, store.breaking);
  const counts = new Map(rows.map((row) => [row.parent, row.count]));
  return (parents ?? ['']).map((parent) => counts.get(parent) ?? 0);
}

/** Which rows are on the list at all, of these parents where it has parents. */
export function conditionsOf(
  store: Store,
  listing: Listing<unknown>,
  parents: readonly string[] | null,
): RawBuilder<SqlBool>[] {
  if (!listing.parent || parents === null) return [...listing.where];
  return [isIn(store, listing.parent.column, parents), ...listing.where];
}

/** Every condition, or none. */
export function every(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql`1 = 1` : sql`${sql.join([...conditions], sql` and `)}`;
}
