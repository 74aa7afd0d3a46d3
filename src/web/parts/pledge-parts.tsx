/** Who has which part in a pledge. */
import type { PledgeFactsFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Fact } from './facts.tsx';
import { ActorLinks, Unknown } from './names.tsx';

/** One fact for each part that somebody has; makers come first. */
export function PledgeParts({ parties }: { parties: PledgeFactsFragment['parties'] }) {
  const { words } = useReading();
  const byRole = Map.groupBy(parties, ({ role }) => role);
  return (
    <>
      {!byRole.has('MAKER') && (
        <Fact name={words.role.MAKER}>
          <Unknown />
        </Fact>
      )}
      {[...byRole].map(([role, held]) => (
        <Fact key={role} name={words.role[role]}>
          <ActorLinks actors={held.map(({ party }) => party)} />
        </Fact>
      ))}
    </>
  );
}
