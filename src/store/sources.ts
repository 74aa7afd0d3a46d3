/** Sources. */
import { sql } from 'kysely';
import type * as set from '../record/set.ts';
import { rowsByKey } from './by-key.ts';
import { byColumn, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { SourceTable } from './tables.ts';
import { fromJson } from './values.ts';

export interface Source extends set.Source {
  type: 'Source';
}

export async function sourcesBySlug(
  store: Store,
  slugs: readonly string[],
): Promise<(Source | null)[]> {
  const rows = await rowsByKey<SourceTable>(store, 'source', 'slug', slugs);
  return rows.map((row) => row && readSource(row));
}

/** Every source on record, by slug. */
export async function allSources(store: Store): Promise<Source[]> {
  const rows = await store.db.selectFrom('source').selectAll().orderBy('slug').execute();
  return rows.map(readSource);
}

export function sourceList(): Listing<Source> {
  return {
    order: 'sources',
    columns: sql`source.*`,
    read: readSource,
    from: sql`source`,
    where: [],
    sort: [byColumn('source', 'slug', '')],
  };
}

export function readSource(row: SourceTable): Source {
  return {
    type: 'Source',
    slug: row.slug,
    publisher: row.publisher,
    headline: row.headline,
    locale: row.locale,
    publishedOn: row.published_on,
    url: row.url,
    sha256: row.sha256,
    length: row.length,
    paragraphs: fromJson(row.paragraphs_json),
  };
}
