/** Passages that the record leaves out on purpose, each with the reason. */
import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../store.ts';

export async function createSetAside(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text';
  await sql
    .raw(`
      create table set_aside (
        key ${text} primary key,
        source ${text} not null references source (slug),
        paragraph integer not null,
        start_at integer not null,
        end_at integer not null,
        sha256 ${text} not null,
        reason_json ${text} not null
      ) ${kind === 'postgres' ? '' : 'strict'}
    `)
    .execute(db);
}
