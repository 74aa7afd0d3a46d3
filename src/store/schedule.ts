/** The rule of `record/schedule.ts` in SQL, to filter by; a test holds the two to each other. */
import { type RawBuilder, sql } from 'kysely';
import { closedStatuses } from '../record/schedule.ts';
import type { DateString } from '../record/set.ts';

/** Where a row of `pledge` stands against its deadline on a day. */
export function scheduleColumn(day: DateString): RawBuilder<string> {
  return sql`case
    when pledge.deadline_phrase is null then 'NO_DEADLINE'
    when pledge.status in (${sql.join([...closedStatuses])}) then 'CLOSED'
    when pledge.deadline_latest is null then 'UNDATED'
    when pledge.status = 'KEPT' and pledge.rated_on <= pledge.deadline_latest then 'MET'
    when pledge.status = 'KEPT' then 'MET_LATE'
    when ${day} <= pledge.deadline_latest then 'PENDING'
    when pledge.status = 'NOT_YET_RATED' then 'LAPSED'
    else 'OVERDUE'
  end`;
}
