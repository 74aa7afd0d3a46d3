/** The pledge board: every pledge, grouped by where it stands, changing as entries are recorded. */
import { useState } from 'preact/hooks';
import {
  BoardDocument,
  type BoardQuery,
  type PledgeFactsFragment,
  type PledgeStatus,
} from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { useKeptFocus } from '../parts/kept-focus.ts';
import { StatusMark } from '../parts/marks.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Empty, Waiting } from '../parts/panels.tsx';
import { PledgeCard } from '../parts/pledge-card.tsx';
import { type PledgeChanges, usePledgeChanges, withChanges } from '../pledge-changes.ts';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';
import { BoardMenu } from './board-menu.tsx';

type Grouping = 'status' | 'schedule';

export function BoardView({ query }: { query: URLSearchParams }) {
  const { words } = useReading();
  const grouping: Grouping = query.get('by') === 'schedule' ? 'schedule' : 'status';
  const status = statusNamed(query.get('status'), words.status);
  return (
    <>
      <PageTitle title={words.board.title} />
      <p class="lead">{words.board.lead}</p>
      <BoardMenu grouping={grouping} status={status} />
      <Board key={status} status={status} grouping={grouping} />
    </>
  );
}

function statusNamed(
  name: string | null,
  statuses: Record<PledgeStatus, string>,
): PledgeStatus | null {
  // The keys are the statuses, all of them.
  return (Object.keys(statuses) as PledgeStatus[]).find((status) => status === name) ?? null;
}

function Board({ status, grouping }: { status: PledgeStatus | null; grouping: Grouping }) {
  const { language, words, number } = useReading();
  const filter = status === null ? null : { status: [status] };
  const answer = useAnswer(BoardDocument, { locale: language, filter });
  const place = answer.state === 'ready' ? answer.data.record.cursor : null;
  const changes = usePledgeChanges(place, filter);
  const more = useMore(filter);
  if (answer.state !== 'ready') return <Waiting answer={answer} titled />;
  const pages = [answer.data, ...more.pages];
  const pledges = gather(pages, changes);
  const { pageInfo } = pages.at(-1)?.pledges ?? answer.data.pledges;
  const all = Math.max(answer.data.pledges.totalCount, pledges.length);
  return (
    <>
      {pledges.length === 0 && (
        <Empty text={status === null ? words.board.none : words.board.noneHere} />
      )}
      <Groups pledges={pledges} changes={changes} grouping={grouping} />
      {pageInfo.hasNextPage && pageInfo.endCursor !== null && (
        <p class="more">
          {words.states.more(number(pledges.length), number(all))}{' '}
          <button type="button" disabled={more.asking} onClick={() => more.ask(pageInfo.endCursor)}>
            {words.states.showMore}
          </button>
        </p>
      )}
    </>
  );
}

/** Further pages, each asked for by the reader. */
function useMore(filter: { status: PledgeStatus[] } | null) {
  const service = useService();
  const { language } = useReading();
  const [pages, setPages] = useState<readonly BoardQuery[]>([]);
  const [asking, setAsking] = useState(false);
  const ask = (after: string | null) => {
    setAsking(true);
    service
      .query(BoardDocument, { locale: language, filter, after })
      .then((page) => setPages((old) => [...old, page]))
      .catch((error: unknown) => console.warn(error))
      .finally(() => setAsking(false));
  };
  return { pages, asking, ask };
}

/** Every pledge once, as it is now; those heard of for the first time come first. */
function gather(pages: readonly BoardQuery[], changes: PledgeChanges): PledgeFactsFragment[] {
  const listed = new Map(
    pages.flatMap(({ pledges }) => pledges.nodes.map((pledge) => [pledge.slug, pledge] as const)),
  );
  const unlisted = [...changes.values()].filter(({ slug }) => !listed.has(slug));
  return [...unlisted, ...withChanges([...listed.values()], changes)];
}

interface GroupsProps {
  pledges: readonly PledgeFactsFragment[];
  changes: PledgeChanges;
  grouping: Grouping;
}

function Groups({ pledges, changes, grouping }: GroupsProps) {
  const { words, number } = useReading();
  useKeptFocus();
  const order: readonly string[] = Object.keys(words[grouping]);
  const groups = [...Map.groupBy(pledges, (pledge) => pledge[grouping])].sort(
    ([one], [other]) => order.indexOf(one) - order.indexOf(other),
  );
  return (
    <div class="groups">
      {groups.map(([name, members]) => (
        <section key={name} aria-labelledby={`group-${name}`} class="group">
          <h2 id={`group-${name}`}>
            <GroupName pledge={members[0]} grouping={grouping} />{' '}
            <span class="count">{number(members.length)}</span>
          </h2>
          <div class="cards">
            {members.map((pledge) => (
              <PledgeCard
                key={pledge.slug}
                pledge={pledge}
                changed={changes.has(pledge.slug)}
                level={3}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function GroupName(props: { pledge: PledgeFactsFragment | undefined; grouping: Grouping }) {
  const { words } = useReading();
  const { pledge, grouping } = props;
  if (pledge === undefined) return null;
  return grouping === 'status' ? (
    <StatusMark status={pledge.status} />
  ) : (
    <span>{words.schedule[pledge.schedule]}</span>
  );
}
