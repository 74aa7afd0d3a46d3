/** The whole pledge log, entry by entry as sets hold it. */
import type * as set from '../record/set.ts';
import { citationsOf } from './citations.ts';
import { type PledgeUpdate, updatesBetween, updatesByPlace } from './log.ts';
import { recordState } from './state.ts';
import type { Store } from './store.ts';

/** An entry of the log as sets hold it, and as the log has it. */
export interface EntryOnRecord {
  update: set.Update;
  entry: PledgeUpdate;
}

/** So many entries are held in memory at once. */
const pageSize = 500;

/** In the order of the log. */
export async function* wholeLog(store: Store): AsyncGenerator<EntryOnRecord> {
  const { logEnd } = await recordState(store);
  for (let after = 0; after < logEnd; ) {
    const entries = await updatesBetween(store, {}, after, logEnd, pageSize);
    const citations = await citationsOf(
      store,
      entries.map((entry) => `PledgeUpdate:${entry.key}` as const),
    );
    const retracted = entries.flatMap(({ retracts }) => (retracts === null ? [] : [retracts]));
    const found = retracted.length === 0 ? [] : await updatesByPlace(store, retracted);
    const keys = new Map(found.flatMap((one) => (one ? [[one.place, one.key] as const] : [])));
    for (const [index, entry] of entries.entries()) {
      yield { entry, update: updateOf(entry, citations[index] ?? [], keys) };
    }
    const end = entries.at(-1);
    if (end === undefined) return;
    after = end.place;
  }
}

function updateOf(
  entry: PledgeUpdate,
  citations: readonly set.Citation[],
  keys: ReadonlyMap<number, string>,
): set.Update {
  const { key, pledge, rationale, locale, recordedAt, recordedBy } = entry;
  const base = { key, pledge, rationale, locale, recordedAt, recordedBy };
  if (entry.retracts !== null) {
    const retracts = keys.get(entry.retracts);
    if (retracts === undefined) throw new Error(`The entry ${key} takes back what is not there.`);
    return { ...base, retracts };
  }
  const { status, occurredOn, supersededBy, url } = entry;
  if (status === 'NOT_YET_RATED') throw new Error(`The entry ${key} rates nothing.`);
  return { ...base, status, occurredOn, supersededBy, url, citations };
}
