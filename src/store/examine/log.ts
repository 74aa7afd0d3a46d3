/** Looks at the pledge log: its places, and whether each pledge is what its history adds up to. */
import { type Selectable, sql } from 'kysely';
import { dayOf, standingEntry } from '../../record/status.ts';
import type { PledgeStatus } from '../../record/terms.ts';
import { historiesOf, type PledgeUpdate } from '../log.ts';
import { recordState } from '../state.ts';
import type { Store } from '../store.ts';
import type { PledgeTable } from '../tables.ts';
import { type Finding, fault, fine, listed } from './finding.ts';
import { restoreAdvice } from './steps.ts';

/** So many pledges are read at once, with their histories. */
const pledgesAtOnce = 200;

export async function examineLog(store: Store): Promise<Finding[]> {
  const { logEnd } = await recordState(store);
  const findings = [...(await holes(store)), ...(await wrongEnd(store, logEnd))];
  const unlike: string[] = [];
  for await (const pledge of pledgesOf(store)) unlike.push(...faultsOf(pledge));
  if (unlike.length > 0) {
    const what = listed('Pledges that are not what their history adds up to', unlike);
    findings.push(fault('log', what, restoreAdvice));
  }
  if (findings.length > 0) return findings;
  return [
    fine('log', `No holes up to place ${logEnd}, and every pledge is what its entries add up to`),
  ];
}

/** Subscribers resume by place: a hole is an entry that nobody will hear. */
async function holes(store: Store): Promise<Finding[]> {
  const { rows } = await sql<{ place: number; before: number }>`
    select place, before from (
      select place, lag(place, 1, 0) over (order by place) as before from pledge_update
    ) as placed where place <> before + 1 order by place
  `.execute(store.db);
  if (rows.length === 0) return [];
  const names = rows.map(({ place, before }) =>
    place - before === 2 ? `${before + 1}` : `${before + 1} to ${place - 1}`,
  );
  const what = listed('Places that are missing from the log', names);
  return [fault('log', what, restoreAdvice)];
}

async function wrongEnd(store: Store, logEnd: number): Promise<Finding[]> {
  const { rows } = await sql<{ newest: number }>`
    select coalesce(max(place), 0) as newest from pledge_update
  `.execute(store.db);
  const newest = rows[0]?.newest ?? 0;
  if (newest === logEnd) return [];
  const what = `The newest entry is at place ${newest}, but record_state says ${logEnd}`;
  return [fault('log', what, restoreAdvice)];
}

interface Told {
  pledge: Selectable<PledgeTable>;
  history: PledgeUpdate[];
}

async function* pledgesOf(store: Store): AsyncGenerator<Told> {
  for (let last = ''; ; ) {
    const pledges = await store.db
      .selectFrom('pledge')
      .selectAll()
      .where('slug', '>', last)
      .orderBy('slug')
      .limit(pledgesAtOnce)
      .execute();
    const slugs = pledges.map(({ slug }) => slug);
    const histories = slugs.length === 0 ? [] : await historiesOf(store, slugs);
    for (const [index, pledge] of pledges.entries()) {
      yield { pledge, history: histories[index] ?? [] };
    }
    const end = slugs.at(-1);
    if (end === undefined) return;
    last = end;
  }
}

/** The pledge's name with what is wrong, or nothing. */
function faultsOf({ pledge, history }: Told): string[] {
  const standing = standingEntry(history);
  const expected = {
    version: history.length,
    status: standing?.status ?? 'NOT_YET_RATED',
    rated_on: standing && dayOf(standing),
    superseded_by: standing?.supersededBy ?? null,
    updated_place: history.at(-1)?.place ?? null,
  };
  for (const [column, value] of Object.entries(expected)) {
    const found = pledge[column as keyof typeof expected];
    if (found !== value) return [`${pledge.slug} (${column} ${shown(found)}, not ${shown(value)})`];
  }
  return isInOrder(history) ? [] : [`${pledge.slug} (entries that do not follow from each other)`];
}

/** Whether each entry has the next version, and goes from the status before it to what it makes of it. */
function isInOrder(history: readonly PledgeUpdate[]): boolean {
  const standing: PledgeUpdate[] = [];
  const rated = new Set<number | null>();
  const retracted = new Set<number | null>();
  let status: PledgeStatus = 'NOT_YET_RATED';
  for (const [index, entry] of history.entries()) {
    if (entry.version !== index + 1 || entry.previousStatus !== status) return false;
    if (entry.kind === 'RATED') {
      if (entry.retracts !== null) return false;
      standing.push(entry);
      rated.add(entry.place);
    } else {
      if (!rated.has(entry.retracts)) return false;
      retracted.add(entry.retracts);
    }
    while (retracted.has(standing.at(-1)?.place ?? 0)) standing.pop();
    status = standing.at(-1)?.status ?? 'NOT_YET_RATED';
    if (entry.status !== status) return false;
  }
  return true;
}

function shown(value: unknown): string {
  return value === null ? 'none' : String(value);
}
