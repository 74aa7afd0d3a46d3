/** Entries of the pledge log, newest first. */
import type { RefObject } from 'preact';
import type { EntryFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Citations } from './citations.tsx';
import { Day } from './facts.tsx';
import { StatusMark } from './marks.tsx';
import { PledgeLink } from './names.tsx';

interface Props {
  /** As the log has them, oldest first. */
  entries: readonly EntryFragment[];
  list?: RefObject<HTMLOListElement | null>;
  /** Whether each entry is to have an address: only where none is shown twice. */
  linked?: boolean;
}

export function History({ entries, list, linked = false }: Props) {
  return (
    <ol class="history" ref={list ?? null} reversed>
      {entries.toReversed().map((entry) => (
        <li
          key={entry.id}
          id={linked ? `entry-${entry.cursor}` : undefined}
          class={entry.retractedBy === null ? undefined : 'retracted'}
        >
          <Entry entry={entry} linked={linked} />
        </li>
      ))}
    </ol>
  );
}

interface EntryProps {
  entry: EntryFragment;
  linked?: boolean;
}

export function Entry({ entry, linked = false }: EntryProps) {
  const { words, number, instant } = useReading();
  const { kind, previousStatus, status, retracts, retractedBy, supersededBy } = entry;
  const name = words.entry.number(number(entry.version));
  return (
    <>
      <p class="change">
        {linked ? (
          <a class="number" href={`#entry-${entry.cursor}`}>
            {name}
          </a>
        ) : (
          <span class="number">{name}</span>
        )}
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
