/** Looks at citations: whether each has a form that a text can be held against, and belongs to something. */
import { type RawBuilder, sql } from 'kysely';
import { paragraphAt } from '../../record/passages.ts';
import type { CitingType } from '../citations.ts';
import type { Store } from '../store.ts';
import type { CitationTable } from '../tables.ts';
import { type Finding, fault, fine, listed, warning } from './finding.ts';

/** Where what cites is kept, and under which key; without `PledgeUpdate`, which may name an address. */
const citing: Record<
  Exclude<CitingType, 'PledgeUpdate'>,
  [table: string, key: RawBuilder<string>]
> = {
  Process: ['process', sql`slug`],
  Talks: ['talks', sql`slug`],
  Session: ['session', sql`talks || '/' || position`],
  Outcome: ['outcome', sql`talks || '/' || position`],
  Party: ['actor', sql`slug`],
  Person: ['actor', sql`slug`],
  Delegation: ['delegation', sql`key`],
  Seat: ['seat', sql`delegation || '/' || position`],
  Sponsor: ['sponsor', sql`key`],
  Quote: ['quote', sql`slug`],
  Pledge: ['pledge', sql`slug`],
};

const advice =
  'Restore a copy (talks restore, or pg_restore), or import its sets into a new store.';

type Layout = { length: number; paragraphs: readonly number[] };

/** A citation, or a passage that was set aside. */
type Passage = Omit<CitationTable, 'position'>;

export async function examineCitations(store: Store): Promise<Finding[]> {
  const { findings, layouts } = await examineSources(store);
  let count = 0;
  const wrong: string[] = [];
  for await (const passage of passagesIn(store)) {
    count += 1;
    const reason = reasonAgainst(passage, layouts.get(passage.source));
    if (reason !== null) wrong.push(`${passage.owner.replace(':', ' ')} (${reason})`);
  }
  const add = (names: readonly string[], what: string) => {
    if (names.length > 0) findings.push(fault('citations', listed(what, names), advice));
  };
  add(wrong, 'Citations that no text can be held against');
  add(await contradictions(store), 'Passages that are cited with digests that differ');
  add(await belongingToNothing(store), 'Citations that belong to nothing');
  add(await uncited(store), 'Facts without a citation');
  if (findings.length > 0) return findings;
  return [fine('citations', `${count} passages, each within its source and its paragraph`)];
}

/** What only the texts can tell, which are not kept: a line for each source. */
export async function examineTexts(store: Store): Promise<Finding[]> {
  const { rows } = await sql<{ slug: string; count: number }>`
    select slug, (select count(*) from citation where citation.source = source.slug) as count
    from source order by slug
  `.execute(store.db);
  const names = rows.map(({ slug, count }) => `${slug} ${count}`);
  const what = listed('Citations by source', names);
  return [
    fine('texts', `${what}. The texts are not kept: hold one against them with talks verify FILE`),
  ];
}

async function examineSources(store: Store) {
  const rows = await store.db.selectFrom('source').selectAll().execute();
  const layouts = new Map<string, Layout>();
  const wrong: string[] = [];
  for (const { slug, sha256, length, paragraphs_json } of rows) {
    const paragraphs = offsetsIn(paragraphs_json, length);
    if (paragraphs) layouts.set(slug, { length, paragraphs });
    if (!paragraphs || !isDigest(sha256)) wrong.push(slug);
  }
  const findings: Finding[] = [];
  if (wrong.length > 0) {
    const what = listed('Sources without a digest, or with paragraphs out of order', wrong);
    findings.push(fault('citations', what, advice));
  }
  if (rows.length === 0) {
    findings.push(
      warning('citations', 'There is no source on record', 'Import a set: talks import'),
    );
  }
  return { findings, layouts };
}

/** The places where paragraphs begin, or null where these are none. */
function offsetsIn(json: string, length: number): number[] | null {
  try {
    const offsets: unknown = JSON.parse(json);
    const inOrder =
      Array.isArray(offsets) &&
      offsets.every((offset, index) => {
        const least = index === 0 ? 0 : offsets[index - 1] + 1;
        return Number.isInteger(offset) && offset >= least && offset < length;
      });
    return inOrder ? offsets : null;
  } catch {
    return null;
  }
}

function isDigest(text: string): boolean {
  return /^[\da-f]{64}$/.test(text);
}

function reasonAgainst(passage: Passage, layout: Layout | undefined): string | null {
  const { paragraph, start_at: start, end_at: end, sha256, source } = passage;
  if (!isDigest(sha256)) return 'its digest is none';
  if (!layout) return `its source ${source} has no places`;
  if (!(start >= 0 && start < end && end <= layout.length))
    return `${start}–${end} is not in ${source}`;
  if (paragraphAt(layout.paragraphs, start) !== paragraph)
    return `${start} is not in paragraph ${paragraph}`;
  const next = layout.paragraphs[paragraph + 1];
  return next !== undefined && end >= next ? `${end} is behind paragraph ${paragraph}` : null;
}

/** As they come, so that there may be many. */
async function* passagesIn(store: Store): AsyncGenerator<Passage> {
  const citations = store.db.selectFrom('citation').selectAll();
  for (let last: CitationTable | undefined; ; ) {
    const rows: CitationTable[] = await citations
      .$if(last !== undefined, (query) =>
        query.where(
          sql<boolean>`(owner, position) > (${last?.owner ?? ''}, ${last?.position ?? 0})`,
        ),
      )
      .orderBy('owner')
      .orderBy('position')
      .limit(2_000)
      .execute();
    yield* rows;
    last = rows.at(-1);
    if (last === undefined) break;
  }
  const setAside = await store.db.selectFrom('set_aside').selectAll().execute();
  for (const { key, ...passage } of setAside) yield { ...passage, owner: `set-aside:${key}` };
}

async function contradictions(store: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select source || ' ' || start_at || '–' || end_at as name from citation
    group by source, start_at, end_at having count(distinct sha256) > 1 order by 1
  `.execute(store.db);
  return rows.map(({ name }) => name);
}

/** No constraint holds citations to what cites, which is in many tables. */
async function belongingToNothing(store: Store): Promise<string[]> {
  const there = Object.entries(citing).map(([type, [table, key]]) => {
    const ofType = table === 'actor' ? sql`where type = ${type}` : sql``;
    return sql`select ${`${type}:`} || ${key} from ${sql.table(table)} ${ofType}`;
  });
  const { rows } = await sql<{ owner: string }>`
    select distinct owner from citation where owner not in (
      ${sql.join(there, sql` union all `)} union all select 'PledgeUpdate:' || key from pledge_update
    ) order by owner
  `.execute(store.db);
  return rows.map(({ owner }) => owner.replace(':', ' '));
}

async function uncited(store: Store): Promise<string[]> {
  const facts = Object.entries(citing).map(([type, [table, key]]) => {
    const ofType = table === 'actor' ? sql`where type = ${type}` : sql``;
    return sql`select ${`${type}:`} || ${key} as owner from ${sql.table(table)} ${ofType}`;
  });
  const { rows } = await sql<{ owner: string }>`
    select owner from (
      ${sql.join(facts, sql` union all `)}
      union all select 'PledgeUpdate:' || key from pledge_update where kind = 'RATED' and url is null
    ) as fact where not exists (select 1 from citation where citation.owner = fact.owner) order by owner
  `.execute(store.db);
  return rows.map(({ owner }) => owner.replace(':', ' '));
}
