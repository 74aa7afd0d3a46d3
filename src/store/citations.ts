/** The passages that facts were read from. */
import { sql } from 'kysely';
import type { Citation } from '../record/set.ts';
import { rowsByParent } from './by-key.ts';
import type { Store } from './store.ts';
import type { CitationTable } from './tables.ts';

/** What can cite, as the first part of `citation.owner`. */
export type CitingType =
  | 'Process'
  | 'Talks'
  | 'Session'
  | 'Outcome'
  | 'Party'
  | 'Person'
  | 'Delegation'
  | 'Seat'
  | 'Sponsor'
  | 'Quote'
  | 'Pledge'
  | 'PledgeUpdate';

export type CitationOwner = `${CitingType}:${string}`;

/** For each owner its passages, in the order in which they were given. */
export async function citationsOf(
  store: Store,
  owners: readonly CitationOwner[],
): Promise<Citation[][]> {
  const rows = await rowsByParent<CitationTable>(
    store,
    {
      columns: sql`citation.*`,
      from: sql`citation`,
      parent: sql`owner`,
      order: sql`owner, position`,
    },
    owners,
  );
  return rows.map((citations) => citations.map(read));
}

/** Every passage of one source, in the order of the text, with what cites it. */
export async function citationsOfSource(
  store: Store,
  source: string,
): Promise<(Citation & { owner: string })[]> {
  const rows = await store.db
    .selectFrom('citation')
    .selectAll()
    .where('source', '=', source)
    .orderBy('start_at')
    .orderBy('end_at')
    .orderBy('owner')
    .execute(store.breaking);
  return rows.map((row) => ({ ...read(row), owner: row.owner }));
}

function read(row: CitationTable): Citation {
  return {
    source: row.source,
    paragraph: row.paragraph,
    start: row.start_at,
    end: row.end_at,
    sha256: row.sha256,
  };
}
