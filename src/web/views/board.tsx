/** The pledge board: every pledge, grouped by where it stands, changing as entries are recorded. */
import {
  BoardDocument,
  type BoardQuery,
  type PledgeFactsFragment,
  type PledgePageFragment,
  type PledgeStatus,
} from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { usePages } from '../pages.ts';
import { useKeptFocus } from '../parts/kept-focus.ts';
import { StatusMark } from '../parts/marks.tsx';
import { More } from '../parts/more.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Empty, Waiting } from '../parts/panels.tsx';
import { PledgeCard } from '../parts/pledge-card.tsx';
import { type PledgeChanges, usePledgeChanges, withChanges } from '../pledge-changes.ts';
import { useReading } from '../reading.ts';
import { useSchedules } from '../schedules.ts';
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

interface BoardProps {
  status: PledgeStatus | null;
  grouping: Grouping;
}

function Board({ status, grouping }: BoardProps) {
  const { language } = useReading();
  const filter = status === null ? null : { status: [status] };
  const answer = useAnswer(BoardDocument, { locale: language, filter });
  if (answer.state !== 'ready') return <Waiting answer={answer} titled />;
  return <Pledges status={status} grouping={grouping} first={answer.data} />;
}

/** Further pages are read as the reader asks for them; what is heard of is shown at once. */
function Pledges({ status, grouping, first }: BoardProps & { first: BoardQuery }) {
  const { language, words } = useReading();
  const service = useService();
  const filter = status === null ? null : { status: [status] };
  const changes = usePledgeChanges(first.record.cursor, filter);
  const pages = usePages('board', first.pledges, async (after) => {
    return (await service.query(BoardDocument, { locale: language, filter, after })).pledges;
  });
  const pledges = useSchedules(gather(pages.read, changes));
  const all = Math.max(first.pledges.totalCount, pledges.length);
  return (
    <>
      {pledges.length === 0 && (
        <Empty text={status === null ? words.board.none : words.board.noneHere} />
      )}
      <Groups pledges={pledges} changes={changes} grouping={grouping} />
      <More pages={pages} shown={pledges.length} all={all} />
    </>
  );
}

/** Every pledge once, as it is now; those heard of for the first time come first. */
function gather(
  pages: readonly PledgePageFragment[],
  changes: PledgeChanges,
): PledgeFactsFragment[] {
  const listed = new Map(
    pages.flatMap(({ nodes }) => nodes.map((pledge) => [pledge.slug, pledge] as const)),
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
