/** Where a pledge stands against its deadline on a given day. */
import type { DateString } from './set.ts';
import type { PledgeSchedule, PledgeStatus } from './terms.ts';

/** Ratings after which nothing more is awaited, kept ones apart. */
export const closedStatuses = [
  'BROKEN',
  'DECLINED',
  'WITHDRAWN',
  'SUPERSEDED',
  'UNVERIFIABLE',
] as const satisfies readonly PledgeStatus[];

export interface Scheduled {
  hasDeadline: boolean;
  /** The last day that is still in time. */
  latest: DateString | null;
  status: PledgeStatus;
  /** The day that the rating speaks of (`dayOf`); null where there is none. */
  ratedOn: DateString | null;
}

/** The rule of `PledgeSchedule` in `schema/pledge.graphql`; `store/schedule.ts` says the same in SQL. */
export function scheduleOn(day: DateString, pledge: Scheduled): PledgeSchedule {
  if (!pledge.hasDeadline) return 'NO_DEADLINE';
  if (closedStatuses.some((status) => status === pledge.status)) return 'CLOSED';
  if (pledge.latest === null) return 'UNDATED';
  if (pledge.status === 'KEPT') {
    return pledge.ratedOn !== null && pledge.ratedOn <= pledge.latest ? 'MET' : 'MET_LATE';
  }
  if (day <= pledge.latest) return 'PENDING';
  return pledge.status === 'NOT_YET_RATED' ? 'LAPSED' : 'OVERDUE';
}
