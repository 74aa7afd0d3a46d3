/** Brings the objects of one kind in: adds what is new, replaces what has changed, leaves the rest. */
import { sql, type Transaction } from 'kysely';
import { deleteRows, insertRows } from './bulk.ts';
import { digestsOf, remember } from './import-digests.ts';
import { type Item, type ObjectKind, partsOf } from './import-kinds.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { isIn } from './values.ts';

/** What an import did with one kind: what was added and changed, by slug or key, and how many it left. */
export interface Imported {
  added: string[];
  changed: string[];
  left: number;
}

/** So many objects are made into rows at once. */
const itemsAtOnce = 1000;

/** Adds what was done to what was done before. */
export function include({ added, changed, left }: Imported, all: Imported): void {
  for (const key of added) all.added.push(key);
  for (const key of changed) all.changed.push(key);
  all.left += left;
}

export async function importObjects(
  store: Store,
  db: Transaction<Tables>,
  kind: ObjectKind,
  items: Iterable<Item>,
): Promise<Imported> {
  const imported: Imported = { added: [], changed: [], left: 0 };
  for (const batch of batches(items, itemsAtOnce)) {
    include(await importBatch(store, db, kind, batch), imported);
  }
  return imported;
}

function* batches<One>(all: Iterable<One>, size: number): Generator<One[]> {
  let batch: One[] = [];
  for (const one of all) {
    if (batch.push(one) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function importBatch(
  store: Store,
  db: Transaction<Tables>,
  kind: ObjectKind,
  items: readonly Item[],
): Promise<Imported> {
  const keysOf = (some: readonly Item[]) => some.map((item) => item.key);
  const known = await digestsOf(store, db, kind, keysOf(items));
  const added = items.filter((item) => !known.has(item.key));
  const changed = items.filter(
    (item) => known.has(item.key) && known.get(item.key) !== item.sha256,
  );
  const brought = [...added, ...changed];
  await clearParts(store, db, kind, keysOf(changed));
  await writeRows(store, db, kind, brought);
  await remember(store, db, kind, brought);
  return { added: keysOf(added), changed: keysOf(changed), left: items.length - brought.length };
}

/** One table after the other, the objects' own first: what belongs to them refers to them. */
async function writeRows(
  store: Store,
  db: Transaction<Tables>,
  kind: ObjectKind,
  items: readonly Item[],
): Promise<void> {
  const { main, key } = partsOf[kind];
  const tables = Map.groupBy(
    items.flatMap((item) => Object.entries(item.rows()) as [keyof Tables, readonly object[]][]),
    ([table]) => table,
  );
  for (const [table, groups] of tables) {
    const rows = groups.flatMap(([, tableRows]) => tableRows);
    await insertRows(store, db, table, rows, table === main ? key : undefined);
  }
}

/** Takes away what belongs to objects that have changed; their own rows are replaced where they are. */
async function clearParts(
  store: Store,
  db: Transaction<Tables>,
  kind: ObjectKind,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  const { owned, cites, search } = partsOf[kind];
  for (const [table, column] of owned) await deleteRows(store, db, table, column, keys);
  const [object, ...inner] = cites;
  if (object) {
    const owners = keys.map((key) => `${object}:${key}`);
    await deleteRows(store, db, 'citation', 'owner', owners);
  }
  for (const type of inner) {
    for (const key of keys) {
      // From `Seat:astana-2/russia/` up to what follows every `…/N`: `0` is the character after `/`.
      await db
        .deleteFrom('citation')
        .where('owner', '>=', `${type}:${key}/`)
        .where('owner', '<', `${type}:${key}0`)
        .execute();
    }
  }
  if (search) {
    await db
      .deleteFrom('search_document')
      .where('kind', '=', search)
      .where(isIn(store, sql`key`, keys))
      .execute();
  }
}
