/** What the two databases say in different words, or hold as text. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isStorable } from './cursor.ts';
import type { Store } from './store.ts';

/**
 * Whether a column's value is one of these. All of them travel as one parameter: the statement is
 * the same for any number, so it stays prepared, and no limit of parameters is met. A value that
 * the database could not hold is in no row, and left out.
 */
export function isIn(
  store: Store,
  column: RawBuilder<unknown>,
  values: readonly string[],
): RawBuilder<SqlBool> {
  const possible = values.filter(isStorable);
  return store.kind === 'sqlite'
    ? sql<SqlBool>`${column} in (select value from json_each(${JSON.stringify(possible)}))`
    : sql<SqlBool>`${column} = any(${possible}::text[])`;
}

/** The same for a column of whole numbers, which is compared as it is, so that its index serves. */
export function isInNumbers(
  store: Store,
  column: RawBuilder<unknown>,
  values: readonly number[],
): RawBuilder<SqlBool> {
  return store.kind === 'sqlite'
    ? sql<SqlBool>`${column} in (select value from json_each(${JSON.stringify(values)}))`
    : sql<SqlBool>`${column} = any(${values}::bigint[])`;
}

/** For filters: no condition where the list is absent. An empty list matches nothing. */
export function isInAny(
  store: Store,
  column: RawBuilder<unknown>,
  values: readonly string[] | null | undefined,
): RawBuilder<SqlBool>[] {
  return values == null ? [] : [isIn(store, column, values)];
}

/** A span of days, both ends included; an end left out is open. */
export interface DateRange {
  from?: string | null | undefined;
  until?: string | null | undefined;
}

/** For filters: a day that is not known is in no span. Compared as `byDay` orders, whose index serves. */
export function isWithin(
  column: RawBuilder<unknown>,
  range: DateRange | null | undefined,
): RawBuilder<SqlBool>[] {
  if (range == null) return [];
  const day = sql`coalesce(${column}, '')`;
  // Every day is later than `0`, and what is not known is earlier.
  return [
    sql<SqlBool>`${day} >= ${range.from ?? '0'}`,
    ...(range.until == null ? [] : [sql<SqlBool>`${day} <= ${range.until}`]),
  ];
}

/** Reads a `_json` column. Only the store writes them, from what intake has checked. */
export function fromJson<T>(column: string): T {
  return JSON.parse(column) as T;
}

export function fromJsonOrNull<T>(column: string | null): T | null {
  return column === null ? null : fromJson<T>(column);
}
