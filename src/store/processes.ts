/** Processes. */
import { sql } from 'kysely';
import type { Localised } from '../record/set.ts';
import { rowsByKey } from './by-key.ts';
import { byColumn, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { ProcessTable } from './tables.ts';
import { fromJson } from './values.ts';

export interface Process {
  type: 'Process';
  slug: string;
  name: Localised;
}

export async function processesBySlug(
  store: Store,
  slugs: readonly string[],
): Promise<(Process | null)[]> {
  const rows = await rowsByKey<ProcessTable>(store, 'process', 'slug', slugs);
  return rows.map((row) => row && readProcess(row));
}

export function processList(): Listing<Process> {
  return {
    order: 'processes',
    columns: sql`process.*`,
    read: readProcess,
    from: sql`process`,
    where: [],
    sort: [byColumn('process', 'slug', '')],
  };
}

export function readProcess(row: ProcessTable): Process {
  return { type: 'Process', slug: row.slug, name: fromJson(row.name_json) };
}
