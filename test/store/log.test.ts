/** The pledge log: every entry in one place, in one order, whoever writes. */
import { sql, type Transaction } from 'kysely';
import { expect, test } from 'vitest';
import type { Rated, RecordSet, Retracted, Update } from '../../src/record/set.ts';
import { pledgeStatuses } from '../../src/record/terms.ts';
import { importSet } from '../../src/store/import.ts';
import {
  historiesOf,
  type PledgeUpdate,
  retractionsOf,
  updatesByPlace,
} from '../../src/store/log.ts';
import { appendUpdates } from '../../src/store/log-append.ts';
import { pledgesBySlug } from '../../src/store/pledges.ts';
import { lockRecord, raiseRecord, recordState } from '../../src/store/state.ts';
import type { Store } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { onEachDatabase, openEmpty } from '../databases.ts';
import { randomly } from '../random.ts';
import { syntheticSet } from '../synthetic.ts';

const base = syntheticSet({ talks: 3 });
const pledges = base.pledges.map(({ slug }) => slug);
const ratings = pledgeStatuses.filter((status) => status !== 'NOT_YET_RATED');

onEachDatabase('the log', (place, kind) => {
  test('has a place for each entry of eight imports at once, with no gap and no repeat', async () => {
    const location = await place();
    const stores = await Promise.all(Array.from({ length: 8 }, () => openEmpty(location)));
    // Four sets, each imported by two at once.
    const sets = [0, 1, 2, 3].map((name) => ({
      ...base,
      updates: pledges.map((pledge, index) => rated(`set-${name}-entry-${index}`, pledge, name)),
    }));
    const summaries = await Promise.all(
      stores.map((store, index) => importSet(store, [setOf(sets, index % 4)])),
    );

    const [store] = stores;
    if (!store) throw new Error('There are eight stores.');
    const entries = 4 * pledges.length;
    expect(await recordState(store)).toEqual({ version: 4, logEnd: entries });
    expect(summaries.map(({ kinds }) => kinds.updates.added.length).sort()).toEqual([
      0, 0, 0, 0, 6, 6, 6, 6,
    ]);
    expect(summaries.map(({ kinds }) => kinds.pledges.added.length).sort()).toEqual([
      0, 0, 0, 0, 0, 0, 0, 6,
    ]);
    const log = await wholeLog(store);
    expect(log.map((entry) => entry.place)).toEqual(numbersTo(entries));
    expect(new Set(log.map((entry) => entry.key)).size).toBe(entries);
    for (const history of await historiesOf(store, pledges)) {
      expect(history.map((entry) => entry.version)).toEqual([1, 2, 3, 4]);
      expect(history.map((entry) => entry.previousStatus)).toEqual([
        'NOT_YET_RATED',
        ...history.slice(0, 3).map((entry) => entry.status),
      ]);
    }
  });

  test('takes an entry while an import changes the same pledge, and neither fails', async () => {
    const location = await place();
    const [store, other] = [await openEmpty(location), await openEmpty(location)];
    await importSet(store, [base]);
    const [pledge = ''] = pledges;
    const changed = base.pledges.map((one) => ({ ...one, attestation: 'DISPUTED' as const }));
    const importing = await store.write(async (db) => {
      const { log_end: end } = await lockRecord(store, db);
      const started = importSet(other, [{ ...base, pledges: changed }]);
      // However far that comes, it must not have locked what is about to be written here.
      while (kind === 'postgres' && (await waitingFor(db)) === 0);
      await raiseRecord(store, db, 1);
      await appendUpdates(store, db, [rated('entry', pledge, 0)], end);
      return { started };
    });
    expect((await importing.started).kinds.pledges.changed).toEqual(pledges);
    expect(await recordState(store)).toEqual({ version: 3, logEnd: 1 });
    const [found] = await pledgesBySlug(store, [pledge]);
    expect(found).toMatchObject({ attestation: 'DISPUTED', version: 1, status: ratings[0] });
  });

  test('adds up to what stands, through any ratings and retractions in any portions', async () => {
    const pick = randomly(16_02_2017);
    const store = await openEmpty(await place());
    await importSet(store, [base]);
    const updates = anyHistory(80, pick);
    for (let start = 0; start < updates.length; ) {
      const end = start + 1 + pick(12);
      // What is in the log already may come again.
      const from = Math.max(0, start - pick(5));
      await importSet(store, [{ ...base, updates: updates.slice(from, end) }]);
      start = end;
    }
    expect((await wholeLog(store)).map(essence)).toEqual(expectedLog(updates));
    const found = await pledgesBySlug(store, pledges);
    expect(found.map((pledge) => pledge && standing(pledge))).toEqual(
      pledges.map((slug) => expectedStanding(slug, updates)),
    );
  });

  test('is found by place, with what took an entry back, and nothing where there is nothing', async () => {
    const store = await openEmpty(await place());
    const [pledge = ''] = pledges;
    const updates: Update[] = [
      rated('one', pledge, 0),
      rated('two', pledge, 1),
      taken('three', pledge, 'one'),
    ];
    await importSet(store, [{ ...base, updates }]);
    const keys = (entries: readonly (PledgeUpdate | null)[]) => entries.map((entry) => entry?.key);
    expect(keys(await updatesByPlace(store, [3, 99, 1, 0]))).toEqual([
      'three',
      undefined,
      'one',
      undefined,
    ]);
    expect(keys(await retractionsOf(store, [2, 1, 99]))).toEqual([undefined, 'three', undefined]);
  });
});

/** Ratings of any pledge, one in four followed sooner or later by what takes it back. */
function anyHistory(length: number, pick: (below: number) => number): Update[] {
  const updates: Update[] = [];
  const open: Rated[] = [];
  while (updates.length < length) {
    const key = `entry-${updates.length}`;
    const back = pick(3) === 0 ? open.splice(pick(open.length || 1), 1)[0] : undefined;
    if (back) {
      updates.push(taken(key, back.pledge, back.key));
    } else {
      const entry = rated(key, pledges[pick(pledges.length)] ?? '', pick(ratings.length));
      updates.push(entry);
      if (pick(2) === 0) open.push(entry);
    }
  }
  return updates;
}

/** What the log should say, worked out entry by entry from nothing but the rules. */
function expectedLog(updates: readonly Update[]): object[] {
  return updates.map((update, index) => {
    const before = updates.slice(0, index).filter(({ pledge }) => pledge === update.pledge);
    return {
      place: index + 1,
      key: update.key,
      kind: 'retracts' in update ? 'RETRACTED' : 'RATED',
      version: before.length + 1,
      previousStatus: lastStanding(before)?.status ?? 'NOT_YET_RATED',
      status: lastStanding([...before, update])?.status ?? 'NOT_YET_RATED',
      retracts:
        'retracts' in update ? updates.findIndex(({ key }) => key === update.retracts) + 1 : null,
    };
  });
}

function expectedStanding(slug: string, updates: readonly Update[]): object {
  const history = updates.filter(({ pledge }) => pledge === slug);
  const last = lastStanding(history);
  return {
    status: last?.status ?? 'NOT_YET_RATED',
    ratedOn: last ? (last.occurredOn ?? last.recordedAt.slice(0, 10)) : null,
    version: history.length,
  };
}

function lastStanding(history: readonly Update[]): Rated | undefined {
  const back = new Set(history.map((update) => ('retracts' in update ? update.retracts : null)));
  return history.findLast(
    (update): update is Rated => !('retracts' in update) && !back.has(update.key),
  );
}

function essence({ place, key, kind, version, previousStatus, status, retracts }: PledgeUpdate) {
  return { place, key, kind, version, previousStatus, status, retracts };
}

function standing({
  status,
  ratedOn,
  version,
}: {
  status: string;
  ratedOn: string | null;
  version: number;
}) {
  return { status, ratedOn, version };
}

function rated(key: string, pledge: string, rating: number): Rated {
  return {
    key,
    pledge,
    status: ratings[rating % ratings.length] ?? 'KEPT',
    rationale: 'What happened.',
    locale: 'en',
    occurredOn: rating % 2 === 0 ? '2017-03-01' : null,
    recordedAt: '2017-03-02T10:00:00.000Z',
    recordedBy: 'An editor',
    citations: [],
    url: 'https://example.org/',
    supersededBy: null,
  };
}

function taken(key: string, pledge: string, retracts: string): Retracted {
  const { rationale, locale, recordedAt, recordedBy } = rated(key, pledge, 0);
  return { key, pledge, retracts, rationale, locale, recordedAt, recordedBy };
}

/** How many transactions of this PostgreSQL database wait for a lock. */
async function waitingFor(db: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** The entries up to the log's end, and any that stand beyond it. */
async function wholeLog(store: Store): Promise<PledgeUpdate[]> {
  const { logEnd } = await recordState(store);
  const found = await updatesByPlace(store, numbersTo(logEnd + 100));
  return found.filter((entry) => entry !== null);
}

function setOf(sets: readonly RecordSet[], index: number): RecordSet {
  const [set] = sets.slice(index);
  if (!set) throw new Error(`There is no set ${index}.`);
  return set;
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
