/** Pledges in a list that change as entries about them are recorded. */
import {
  PledgeChangesDocument,
  type PledgeFactsFragment,
  type PledgeUpdateFilter,
} from '../generated/web/graphql.ts';
import { useKept } from './kept.ts';
import { useDesk, useLive } from './live.ts';
import { useReading } from './reading.ts';

/** The newest state of each pledge heard of since the view was opened, by its slug. */
export type PledgeChanges = ReadonlyMap<string, PledgeFactsFragment>;

/** Hears of pledges after a place in the log, null until there is one; has each new entry announced. */
export function usePledgeChanges(
  place: string | null,
  filter: PledgeUpdateFilter | null = null,
): PledgeChanges {
  const { language, words } = useReading();
  const { announce } = useDesk();
  const [changes, setChanges] = useKept<PledgeChanges>('changes', new Map());
  useLive(
    PledgeChangesDocument,
    { locale: language, filter },
    place,
    ({ pledgeUpdates: { pledge } }) => {
      setChanges((old) => new Map(old).set(pledge.slug, pledge));
      announce(words.live.announce(pledge.summary, words.status[pledge.status]));
    },
  );
  return changes;
}

/** The pledges as they are now. */
export function withChanges(
  pledges: readonly PledgeFactsFragment[],
  changes: PledgeChanges,
): PledgeFactsFragment[] {
  return pledges.map((pledge) => newer(pledge, changes.get(pledge.slug)));
}

/** A later answer may already know more than an entry did. */
function newer(one: PledgeFactsFragment, other = one): PledgeFactsFragment {
  return other.version >= one.version ? other : one;
}
