/** The newest entries of the pledge log, whichever pledge they are about. */
import type { LoggedEntryFragment } from '../../generated/web/graphql.ts';
import { Entry } from '../parts/history.tsx';
import { PledgeLink } from '../parts/names.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';

/** How many entries are shown at most. */
export const shownEntries = 5;

interface Props {
  entries: readonly LoggedEntryFragment[];
  /** Those that have come since, oldest first. */
  news: readonly LoggedEntryFragment[];
}

export function NewestEntries({ entries, news }: Props) {
  const { words } = useReading();
  const fresh = new Set(news.map(({ id }) => id));
  const shown = [...entries.filter(({ id }) => !fresh.has(id)), ...news].slice(-shownEntries);
  return (
    <Section id="log" title={words.home.log} empty={shown.length === 0 && words.home.logNone}>
      <ol class="log-list">
        {shown.toReversed().map((entry) => (
          <li key={entry.id} class={fresh.has(entry.id) ? 'changed' : undefined}>
            <h3>
              <PledgeLink pledge={entry.pledge} />{' '}
              {fresh.has(entry.id) && <span class="mark news">{words.live.changed}</span>}
            </h3>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
