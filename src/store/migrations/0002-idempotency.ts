/** What editors have sent under keys of their own choosing, so that a repeat is known for ever. */
import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../store.ts';

export async function createIdempotency(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? 'text collate "C"' : 'text';
  await sql
    .raw(`
      create table idempotency_key (
        editor ${text} not null,
        key ${text} not null,
        request_sha256 ${text} not null,
        entry ${text} not null references pledge_update (key),
        primary key (editor, key)
      ) ${kind === 'postgres' ? '' : 'strict'}
    `)
    .execute(db);
}
