/** The order of a list as SQL, and what stands on either side of a place in it. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from './cursor.ts';
import type { SortKey } from './list.ts';

/** The column that a page's rows carry their value of a sort key in. */
export function sortName({ column }: SortKey, index: number): string {
  return column ?? `sort_${index}`;
}

/** What follows `order by`. */
export function sorting(sort: readonly SortKey[], backwards: boolean): RawBuilder<unknown> {
  return sql.join(sort.map((key) => directed(key.value, key, backwards)));
}

/** As `sorting`, for rows that were selected with their values. */
export function sortedBy(sort: readonly SortKey[], backwards: boolean): RawBuilder<unknown> {
  return sql.join(
    sort.map((key, index) => directed(sql.ref(sortName(key, index)), key, backwards)),
  );
}

function directed(value: RawBuilder<unknown>, key: SortKey, backwards: boolean) {
  return Boolean(key.descending) === backwards ? sql`${value} asc` : sql`${value} desc`;
}

/**
 * Rows that come after a place, or before it: `a > 1 or (a = 1 and b > 2)`, each way by its
 * order. `inclusive` takes the row in that very place along.
 */
export function beyond(
  sort: readonly SortKey[],
  place: Position,
  way: { before: boolean; inclusive: boolean },
): RawBuilder<SqlBool> {
  const [key, ...rest] = sort;
  const [value, ...remaining] = place;
  if (!key) return sql<SqlBool>`1 = 0`;
  const compare = (sign: '<' | '>' | '<=' | '>=') =>
    sql<SqlBool>`${key.value} ${sql.raw(sign)} ${value}`;
  const upwards = Boolean(key.descending) === way.before;
  const further = compare(upwards ? '>' : '<');
  const noNearer = compare(upwards ? '>=' : '<=');
  if (rest.length === 0) return way.inclusive ? noNearer : further;
  // The first comparison bounds the index scan; without it a database reads the list from its start.
  return sql<SqlBool>`(${noNearer} and (${further} or ${beyond(rest, remaining, way)}))`;
}
