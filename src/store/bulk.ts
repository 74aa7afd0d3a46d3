/** Many rows in one statement, in few shapes, so that statements stay prepared. */
import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { isIn } from './values.ts';

/**
 * On SQLite so many rows go in by a parameter for each value, which takes a third of the time of
 * reading them out of JSON; what is left over travels as JSON, in one statement for any number.
 */
const rowsByValue = 100;

/** Enough to make the statement's own cost small, few enough to keep the parameter small. */
const rowsAtOnce = 2000;

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
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const whole = store.kind === 'sqlite' ? rows.length - (rows.length % rowsByValue) : 0;
  for (let start = 0; start < whole; start += rowsByValue) {
    await db.executeQuery(byValue(table, names, rows.slice(start, start + rowsByValue), key));
  }
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values =
    store.kind === 'sqlite'
      ? (json: string) =>
          sql`select ${sql.join(names.map((name) => sql`value ->> ${sql.lit(name)}`))} from json_each(${json}) where true`
      : (json: string) =>
          sql`select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`;
  for (let start = whole; start < rows.length; start += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(start, start + rowsAtOnce));
    await sql`insert into ${sql.table(table)} (${columns}) ${values(json)} ${key ? replacing(names, key) : sql``}`.execute(
      db,
    );
  }
}

/** Tables and columns have names of ours, without anything that would need escaping. */
function byValue(table: string, names: readonly string[], rows: readonly object[], key?: Key) {
  const row = `(${names.map(() => '?').join(', ')})`;
  const columns = names.map((name) => `"${name}"`).join(', ');
  const values = rows.map(() => row).join(', ');
  const parameters = rows.flatMap((one) => names.map((name) => Reflect.get(one, name) ?? null));
  const onConflict = key
    ? ` on conflict (${key.join(', ')}) do update set ${names
        .filter((name) => !key.includes(name))
        .map((name) => `"${name}" = excluded."${name}"`)
        .join(', ')}`
    : '';
  return CompiledQuery.raw(
    `insert into "${table}" (${columns}) values ${values}${onConflict}`,
    parameters,
  );
}

function replacing(names: readonly string[], key: Key) {
  const target = sql.join(key.map((name) => sql.ref(name)));
  const sets = names
    .filter((name) => !key.includes(name))
    .map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`);
  return sql`on conflict (${target}) do update set ${sql.join(sets)}`;
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
