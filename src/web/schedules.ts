/** Where pledges stand against their deadlines changes overnight, without any entry in the log. */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type PledgeFactsFragment,
  SchedulesNowDocument,
  type SchedulesNowQuery,
} from '../generated/web/graphql.ts';
import { useService } from './service.ts';
import { useToday } from './today.ts';

type Scheduled = Pick<PledgeFactsFragment, 'id' | 'version' | 'schedule'>;

/** The service answers no more at once. */
const mostAtOnce = 100;

/** Until it is tried again, in milliseconds, where it failed. */
const retryAfter = 60_000;

/**
 * The pledges with their schedules of today: a page that is left open over midnight reads them anew.
 * An entry that has come since, and so a later version, knows better.
 */
export function useSchedules<Pledge extends Scheduled>(pledges: readonly Pledge[]): Pledge[] {
  const service = useService();
  const today = useToday();
  const openedOn = useRef(today);
  const shown = useRef<readonly string[]>([]);
  shown.current = pledges.map(({ id }) => id);
  const [read, setRead] = useState<ReadonlyMap<string, Scheduled>>(new Map());
  useEffect(() => {
    if (today === openedOn.current) return;
    let retry: ReturnType<typeof setTimeout>;
    let left = false;
    const ask = async () => {
      try {
        const found = await Promise.all(
          chunks(shown.current).map((ids) => service.query(SchedulesNowDocument, { ids })),
        );
        if (left) return;
        const pledges = found.flatMap(({ nodes }) => nodes).filter(isPledge);
        setRead(new Map(pledges.map((one) => [one.id, one])));
      } catch (error) {
        console.warn(error);
        if (!left) retry = setTimeout(ask, retryAfter);
      }
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(retry);
    };
  }, [today]);
  return pledges.map((pledge) => {
    const now = read.get(pledge.id);
    return now?.version === pledge.version ? { ...pledge, schedule: now.schedule } : pledge;
  });
}

type Found = SchedulesNowQuery['nodes'][number];

/** What is no pledge has no field that was asked for. */
function isPledge(found: Found): found is Extract<Found, Scheduled> {
  return found !== null && 'schedule' in found;
}

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / mostAtOnce) }, (_, index) =>
    ids.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  );
}
