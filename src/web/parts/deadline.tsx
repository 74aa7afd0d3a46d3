/** When a pledge is due, no more exact than the source. */
import type { PledgeFactsFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Day } from './facts.tsx';

export function Deadline({ deadline }: { deadline: PledgeFactsFragment['deadline'] }) {
  const { words } = useReading();
  if (deadline === null) return null;
  const { phrase, locale, immediate, earliest, latest } = deadline;
  return (
    <>
      <q class="phrase" lang={locale} dir="auto">
        {phrase}
      </q>
      {immediate && ` (${words.pledge.immediate})`}
      {earliest !== null && (
        <>
          {' · '}
          {words.pledge.earliest}: <Day day={earliest} />
        </>
      )}
      {latest !== null && (
        <>
          {' · '}
          {words.pledge.lastDay}: <Day day={latest} />
        </>
      )}
    </>
  );
}
