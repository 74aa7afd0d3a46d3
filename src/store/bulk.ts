/** Many rows in one statement, in few shapes, so that statements stay prepared. */
import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { isIn } from './values.ts';

/**
 * On SQLite rows go in by a parameter for each value, so many with one statement, the larger numbers
 * first. To read them out of JSON would take three times as long.
 */
const rowsByValue = [64, 16, 4, 1] as const;

/** On PostgreSQL they travel as JSON, few enough to keep the parameter small. */
const rowsAsJson = 2000;

/** The columns that name a row; with them, rows already there get the new values. */
type Key = readonly [string, ...string[]];

/** Adds rows of one shape. Without `key`, a row already there is an error. */
export async function insertRows(
  store: Store,
  db: Kysely<Tables>,
  table: keyof Tables,
  rows: readonly object[],
  key?: Key,
): Promise<void> {
  let start = 0;
  const next = (count: number) => rows.slice(start, start + count);
  if (store.kind === 'postgres') {
    for (; start < rows.length; start += rowsAsJson) {
      await asJson(table, next(rowsAsJson), key).execute(db);
    }
    return;
  }
  for (const count of rowsByValue) {
    for (; start + count <= rows.length; start += count) {
      await db.executeQuery(byValue(table, next(count), key));
    }
  }
}

function asJson(table: keyof Tables, rows: readonly object[], key?: Key) {
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.join(names.map((name) => sql.ref(name)));
  return sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ${sql.raw(onConflict(names, key))}
  `;
}

function byValue(table: keyof Tables, rows: readonly object[], key?: Key): CompiledQuery {
  const names = Object.keys(rows[0] ?? {});
  const row = `(${names.map(() => '?').join(', ')})`;
  const columns = names.map(quoted).join(', ');
  const values = rows.map(() => row).join(', ');
  const parameters: unknown[] = [];
  for (const one of rows) {
    for (const name of names) parameters.push(Reflect.get(one, name) ?? null);
  }
  return CompiledQuery.raw(
    `insert into ${quoted(table)} (${columns}) values ${values} ${onConflict(names, key)}`,
    parameters,
  );
}

function onConflict(names: readonly string[], key: Key | undefined): string {
  if (!key) return '';
  const others = names.filter((name) => !key.includes(name)).map(quoted);
  const sets = others.map((name) => `${name} = excluded.${name}`);
  return `on conflict (${key.map(quoted).join(', ')}) do update set ${sets.join(', ')}`;
}

/** Tables and columns have names of ours, without anything that would need escaping. */
function quoted(name: string): string {
  return `"${name}"`;
}

/** Takes away every row whose column has one of these values. */
export async function deleteRows(
  store: Store,
  db: Kysely<Tables>,
  table: keyof Tables,
  column: string,
  values: readonly string[],
): Promise<void> {
  if (values.length === 0) return;
  await sql`delete from ${sql.table(table)} where ${isIn(store, sql.ref(column), values)}`.execute(
    db,
  );
}
