/** Entries of the pledge log, newest first. */
import type { EntryFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Citations } from './citations.tsx';
import { Day } from './facts.tsx';
import { StatusMark } from './marks.tsx';
import { PledgeLink } from './names.tsx';

/** Takes the entries as the log has them, oldest first. */
export function History({ entries }: { entries: readonly EntryFragment[] }) {
  return (
    <ol class="history" reversed>
      {entries.toReversed().map((entry) => (
        <li key={entry.id} class={entry.retractedBy === null ? undefined : 'retracted'}>
          <Entry entry={entry} />
        </li>
      ))}
    </ol>
  );
}

export function Entry({ entry }: { entry: EntryFragment }) {
  const { words, number, instant } = useReading();
  const { kind, previousStatus, status, retracts, retractedBy, supersededBy } = entry;
  return (
    <>
      <p class="change">
        <span class="number">{words.entry.number(number(entry.version))}</span>
        {kind === 'RETRACTED' && <strong>{words.entryKind.RETRACTED}</strong>}
        <StatusMark status={previousStatus} />
        <span class="to" aria-hidden="true" />
        <StatusMark status={status} />
      </p>
      <p lang={entry.locale} dir="auto" class="rationale">
        {entry.rationale}
      </p>
      {retracts !== null && <p>{words.entry.retracts(number(retracts.version))}</p>}
      {retractedBy !== null && (
        <p>
          <strong>{words.entry.retractedBy(number(retractedBy.version))}</strong>
        </p>
      )}
      {supersededBy !== null && (
        <p>
          {words.entry.supersededBy}: <PledgeLink pledge={supersededBy} />
        </p>
      )}
      <p class="detail">
        {entry.occurredOn !== null && (
          <>
            {words.entry.happened} <Day day={entry.occurredOn} />
            {' · '}
          </>
        )}
        {words.entry.recorded} <time dateTime={entry.recordedAt}>{instant(entry.recordedAt)}</time>{' '}
        {words.entry.by} <bdi>{entry.recordedBy}</bdi>
      </p>
      {entry.url !== null && (
        <p class="detail">
          {words.entry.evidence}:{' '}
          <a href={entry.url} rel="nofollow noreferrer" dir="ltr">
            {entry.url}
          </a>
        </p>
      )}
      <Citations citations={entry.citations} />
    </>
  );
}
