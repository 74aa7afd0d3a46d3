/** The pledge log, added to at its end; what is in it never changes. */
import { sql, type Transaction } from 'kysely';
import type * as set from '../record/set.ts';
import { dayOf, standingEntry } from '../record/status.ts';
import type { PledgeStatus } from '../record/terms.ts';
import { insertRows } from './bulk.ts';
import { digestOf, remember } from './import-digests.ts';
import { historiesOf, type PledgeUpdate, updatesByKey } from './log.ts';
import { citationRows } from './rows.ts';
import type { Store } from './store.ts';
import type { PledgeUpdateTable, Tables } from './tables.ts';
import { isIn } from './values.ts';

/** What a pledge's next entry depends on. */
interface PledgeState {
  version: number;
  status: PledgeStatus;
  /** Only where an entry is taken back does what came before it count. */
  history: PledgeUpdate[] | null;
}

/**
 * Writes entries behind the place `end`, and what they come to into their pledges. The caller
 * holds the lock of `record_state`, which it raises by as many places (`raiseRecord`).
 */
export async function appendUpdates(
  store: Store,
  db: Transaction<Tables>,
  entries: readonly set.Update[],
  end: number,
): Promise<PledgeUpdate[]> {
  if (entries.length === 0) return [];
  const within = { ...store, db };
  const states = await statesOf(within, entries);
  const places = await placesOf(
    within,
    entries.flatMap((entry) => ('retracts' in entry ? [entry.retracts] : [])),
  );
  const added = entries.map((entry, index) => {
    const update = next(entry, end + 1 + index, stateIn(states, entry.pledge), places);
    places.set(entry.key, update.place);
    return update;
  });
  await insertRows(store, db, 'pledge_update', added.map(rowOf));
  await insertRows(
    store,
    db,
    'citation',
    entries.flatMap((entry) =>
      'retracts' in entry ? [] : citationRows(`PledgeUpdate:${entry.key}`, entry.citations),
    ),
  );
  const digests = entries.map((entry) => ({ key: entry.key, sha256: digestOf(entry) }));
  await remember(store, db, 'updates', digests);
  const newest = new Map(added.map((update) => [update.pledge, update]));
  for (const update of newest.values()) {
    await writeState(db, update, stateIn(states, update.pledge).history);
  }
  return added;
}

async function statesOf(
  store: Store,
  entries: readonly set.Update[],
): Promise<Map<string, PledgeState>> {
  const slugs = [...new Set(entries.map((entry) => entry.pledge))];
  const rows = await store.db
    .selectFrom('pledge')
    .select(['slug', 'version', 'status'])
    .where(isIn(store, sql`slug`, slugs))
    .execute();
  const retracting = [
    ...new Set(entries.flatMap((entry) => ('retracts' in entry ? [entry.pledge] : []))),
  ];
  const found = retracting.length === 0 ? [] : await historiesOf(store, retracting);
  const histories = new Map(retracting.map((slug, index) => [slug, found[index] ?? []]));
  return new Map(
    rows.map(({ slug, version, status }) => [
      slug,
      { version, status, history: histories.get(slug) ?? null },
    ]),
  );
}

function stateIn(states: ReadonlyMap<string, PledgeState>, pledge: string): PledgeState {
  const state = states.get(pledge);
  if (!state) throw new Error(`An entry of the pledge ${pledge}, which is not on record.`);
  return state;
}

async function placesOf(store: Store, keys: readonly string[]): Promise<Map<string, number>> {
  const found = keys.length === 0 ? [] : await updatesByKey(store, keys);
  return new Map(found.flatMap((update) => (update ? [[update.key, update.place] as const] : [])));
}

function placeIn(places: ReadonlyMap<string, number>, key: string): number {
  const place = places.get(key);
  if (place === undefined)
    throw new Error(`A retraction of the entry ${key}, which is not in the log.`);
  return place;
}

/** The entry as it goes into the log; `state` becomes what it makes of the pledge. */
function next(
  entry: set.Update,
  place: number,
  state: PledgeState,
  places: ReadonlyMap<string, number>,
): PledgeUpdate {
  const rated = 'retracts' in entry ? null : entry;
  const update: PledgeUpdate = {
    type: 'PledgeUpdate',
    place,
    key: entry.key,
    kind: rated ? 'RATED' : 'RETRACTED',
    pledge: entry.pledge,
    version: state.version + 1,
    previousStatus: state.status,
    status: rated?.status ?? 'NOT_YET_RATED',
    rationale: entry.rationale,
    locale: entry.locale,
    occurredOn: rated?.occurredOn ?? null,
    recordedAt: entry.recordedAt,
    recordedBy: entry.recordedBy,
    url: rated?.url ?? null,
    supersededBy: rated?.supersededBy ?? null,
    retracts: 'retracts' in entry ? placeIn(places, entry.retracts) : null,
  };
  if (state.history) {
    state.history.push(update);
    // An entry that takes another back speaks of what it leaves standing.
    const standing = standingEntry(state.history);
    update.status = standing?.status ?? 'NOT_YET_RATED';
    update.supersededBy = standing?.supersededBy ?? null;
  }
  state.version = update.version;
  state.status = update.status;
  return update;
}

/** Writes what a pledge's newest entry made of it. */
async function writeState(
  db: Transaction<Tables>,
  newest: PledgeUpdate,
  history: readonly PledgeUpdate[] | null,
): Promise<void> {
  const standing = history ? standingEntry(history) : newest;
  await db
    .updateTable('pledge')
    .set({
      status: newest.status,
      rated_on: standing && dayOf(standing),
      superseded_by: standing?.supersededBy ?? null,
      version: newest.version,
      updated_place: newest.place,
    })
    .where('slug', '=', newest.pledge)
    .execute();
}

function rowOf(update: PledgeUpdate): PledgeUpdateTable {
  return {
    place: update.place,
    key: update.key,
    kind: update.kind,
    pledge: update.pledge,
    version: update.version,
    previous_status: update.previousStatus,
    status: update.status,
    rationale: update.rationale,
    locale: update.locale,
    occurred_on: update.occurredOn,
    recorded_at: update.recordedAt,
    recorded_by: update.recordedBy,
    url: update.url,
    superseded_by: update.supersededBy,
    retracts: update.retracts,
  };
}
