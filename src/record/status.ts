/** What a pledge's history adds up to. */
import type { DateString } from './set.ts';
import type { PledgeStatus, PledgeUpdateKind } from './terms.ts';

/** An entry of the pledge log, as far as the status depends on it. */
export interface HistoryEntry {
  /** Its place in the log. */
  place: number;
  kind: PledgeUpdateKind;
  /** What a RATED entry rates the pledge as; of a RETRACTED one, not looked at. */
  status: PledgeStatus;
  /** The place of the entry that a RETRACTED one takes back. */
  retracts: number | null;
  occurredOn: DateString | null;
  /** An instant in UTC, `2017-02-16T15:04:05.000Z`. */
  recordedAt: string;
}

/** The newest rating that nobody has taken back, or null: of a whole history, in the order of the log. */
export function standingEntry<Entry extends HistoryEntry>(history: readonly Entry[]): Entry | null {
  const retracted = new Set(history.map((entry) => entry.retracts));
  return history.findLast((entry) => entry.kind === 'RATED' && !retracted.has(entry.place)) ?? null;
}

/**
 * The status that a history adds up to; with `asOf`, by what was recorded up to and including
 * that instant.
 */
export function statusOf(history: readonly HistoryEntry[], asOf?: string): PledgeStatus {
  const known = asOf === undefined ? history : history.filter((entry) => entry.recordedAt <= asOf);
  return standingEntry(known)?.status ?? 'NOT_YET_RATED';
}

/** The day that a rating speaks of: when it happened, or else when it was recorded. */
export function dayOf(entry: Pick<HistoryEntry, 'occurredOn' | 'recordedAt'>): DateString {
  return entry.occurredOn ?? entry.recordedAt.slice(0, 10);
}
