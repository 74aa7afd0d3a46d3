/** Rows by their keys: one statement for all of them. */
import { type RawBuilder, sql } from 'kysely';
import type { Store } from './store.ts';
import { isIn } from './values.ts';

/** One row for each key, in the keys' order; null where there is none. */
export async function rowsByKey<Row>(
  store: Store,
  table: string,
  key: keyof Row & string,
  keys: readonly string[],
): Promise<(Row | null)[]> {
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where ${isIn(store, sql.ref(key), keys)}
  `.execute(store.db, store.breaking);
  const byKey = new Map<unknown, Row>(rows.map((row) => [row[key], row]));
  return keys.map((wanted) => byKey.get(wanted) ?? null);
}

/** Every row of each parent, in the parents' order and each parent's rows in `order`. */
export async function rowsByParent<Row>(
  store: Store,
  rows: {
    columns: RawBuilder<unknown>;
    from: RawBuilder<unknown>;
    parent: RawBuilder<string>;
    order: RawBuilder<unknown>;
  },
  parents: readonly string[],
): Promise<Row[][]> {
  const found = await sql<Row & { parent: string }>`
    select ${rows.columns}, ${rows.parent} as parent from ${rows.from}
    where ${isIn(store, rows.parent, parents)} order by ${rows.order}
  `.execute(store.db, store.breaking);
  const byParent = Map.groupBy(found.rows, (row) => row.parent);
  return parents.map((parent) => byParent.get(parent) ?? []);
}
