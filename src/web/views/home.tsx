/** The front page: the processes on a time line, what is on record, and the newest of the log. */
import {
  HomeDocument,
  type HomeQuery,
  HomeUpdatesDocument,
  type LoggedEntryFragment,
} from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { useKept } from '../kept.ts';
import { useDesk, useLive } from '../live.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { Empty, Waiting } from '../parts/panels.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { NewestEntries, shownEntries } from './newest-entries.tsx';
import { Processes } from './processes.tsx';
import { Track } from './track.tsx';

export function HomeView() {
  const { language, words } = useReading();
  const { announce } = useDesk();
  const answer = useAnswer(HomeDocument, { locale: language });
  const [news, setNews] = useKept<readonly LoggedEntryFragment[]>('news', []);
  const place = answer.state === 'ready' ? answer.data.record.cursor : null;
  useLive(HomeUpdatesDocument, { locale: language }, place, ({ pledgeUpdates: entry }) => {
    setNews((old) => [...old, entry].slice(-shownEntries));
    announce(words.live.announce(entry.pledge.summary, words.status[entry.status]));
  });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { data } = answer;
  // The newest come first, and a track begins with the earliest.
  const alone = data.allTalks.nodes.filter(({ process }) => process === null).toReversed();
  return (
    <>
      <div class="opening">
        <PageTitle title={words.home.title} inWindow={words.site} />
        <p class="lead">{words.tagline}</p>
        <Counts record={data.record} />
      </div>
      {data.allTalks.totalCount === 0 && <Empty text={words.home.none} />}
      <Processes first={data.processes} />
      {alone.length > 0 && (
        <Section id="alone" title={words.home.alone}>
          <Track rounds={alone} />
        </Section>
      )}
      <NewestEntries entries={data.pledgeUpdates.nodes} news={news} />
    </>
  );
}

function Counts({ record }: { record: HomeQuery['record'] }) {
  const { words, number, at } = useReading();
  const rows = [
    ['talks', record.talksCount],
    ['pledges', record.pledgesCount],
    ['quotes', record.quotesCount],
    ['people', record.peopleCount],
    ['parties', record.partiesCount],
    ['sources', record.sourcesCount],
  ] as const;
  return (
    <dl class="counts" aria-label={words.home.onRecord}>
      {rows.map(([kind, count]) => (
        <div key={kind}>
          <dt>
            <a href={at(`/${kind}`)}>{words.home.counts[kind]}</a>
          </dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
