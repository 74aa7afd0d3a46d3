/** All that has been recorded of one pledge, newest first, as it grows. */
import { useRef } from 'preact/hooks';
import {
  EarlierEntriesDocument,
  type HistoryPageFragment,
  type PledgeChangesSubscription,
} from '../../generated/web/graphql.ts';
import { withNews } from '../history-changes.ts';
import { usePages } from '../pages.ts';
import { History } from '../parts/history.tsx';
import { More } from '../parts/more.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';

/** An entry as it is heard, with the pledge as it is then. */
export type News = PledgeChangesSubscription['pledgeUpdates'];

interface Props {
  /** The pledge's global ID. */
  of: string;
  newest: HistoryPageFragment;
  news: readonly News[];
}

/** The newest entries, with those that have come since; earlier ones are shown when they are asked for. */
export function WholeHistory({ of, newest, news }: Props) {
  const { language, words } = useReading();
  const service = useService();
  const list = useRef<HTMLOListElement>(null);
  const pages = usePages('history', newest, async (before) => {
    const variables = { id: of, locale: language, before };
    return (await service.query(EarlierEntriesDocument, variables)).node?.history;
  });
  const read = pages.read.toReversed().flatMap(({ nodes }) => nodes);
  const entries = withNews(read, news);
  const all = newest.totalCount + entries.length - read.length;
  return (
    <Section
      id="history"
      title={words.pledge.history}
      empty={entries.length === 0 && words.pledge.noHistory}
    >
      <History entries={entries} list={list} linked />
      <More pages={pages} shown={entries.length} all={all} list={list} />
    </Section>
  );
}
