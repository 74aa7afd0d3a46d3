/** What was imported, by digest: so the next import can tell what is new, changed or as it was. */
import { hash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { insertRows } from './bulk.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { isIn } from './values.ts';

/** Of an object's content, whatever the order of its keys. */
export function digestOf(object: object): string {
  return hash('sha256', JSON.stringify(inOrder(object)));
}

/** The same value with the keys of every object in order: a replacer would take JSON thrice as long. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered: { [key: string]: unknown } = {};
  for (const key of Object.keys(value).sort()) ordered[key] = inOrder(Reflect.get(value, key));
  return ordered;
}

/** The digests of what is on record under these keys, by key. */
export async function digestsOf(
  store: Store,
  db: Transaction<Tables>,
  kind: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('imported_item')
    .select(['key', 'sha256'])
    .where('kind', '=', kind)
    .where(isIn(store, sql`key`, keys))
    .execute();
  return new Map(rows.map((row) => [row.key, row.sha256]));
}

export async function remember(
  store: Store,
  db: Transaction<Tables>,
  kind: string,
  items: readonly { key: string; sha256: string }[],
): Promise<void> {
  const remembered = items.map(({ key, sha256 }) => ({ kind, key, sha256 }));
  await insertRows(store, db, 'imported_item', remembered, ['kind', 'key']);
}
