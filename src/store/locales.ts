/** Which languages words on record are in. */
import { sql } from 'kysely';
import type { Store } from './store.ts';

/** Every language that any of these columns of words in several languages has, English first, then by tag. */
export async function localesOf(
  store: Store,
  table: 'pledge' | 'quote' | 'talks',
  columns: readonly (
    | 'summary_json'
    | 'translations_json'
    | 'name_json'
    | 'city_json'
    | 'aim_json'
  )[],
): Promise<string[]> {
  const keysIn = (column: string) =>
    store.kind === 'sqlite'
      ? sql`select word.key from ${sql.table(table)}, json_each(${sql.ref(column)}) as word`
      : sql`select word.key from ${sql.table(table)}, json_object_keys(${sql.ref(column)}::json) as word (key)`;
  const { rows } = await sql<{ key: string }>`
    ${sql.join(columns.map(keysIn), sql` union `)}
    ${columns.length === 1 ? sql`group by 1` : sql``}
  `.execute(store.db);
  const tags = rows.map(({ key }) => key).filter((tag) => tag !== 'en');
  return [...(tags.length < rows.length ? ['en'] : []), ...tags.sort()];
}
