/** The talks of one process along a line, earliest first. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  EarlierRoundsDocument,
  type MilestoneFragment,
  type RoundsFragment,
} from '../../generated/web/graphql.ts';
import { TalksStatusMark } from '../parts/marks.tsx';
import { MilestoneDates, Place } from '../parts/milestone.tsx';
import { ActorLinks, TalksLink } from '../parts/names.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';

interface ProcessTrackProps {
  slug: string;
  name: string;
  /** The last of its rounds. */
  newest: RoundsFragment;
}

/** The newest rounds of a process; earlier ones are shown when they are asked for. */
export function ProcessTrack({ slug, name, newest }: ProcessTrackProps) {
  const { language, words, number } = useReading();
  const service = useService();
  const [earlier, setEarlier] = useState<readonly RoundsFragment[]>([]);
  const pages = [...earlier, newest];
  const rounds = pages.flatMap(({ nodes }) => nodes);
  const { hasPreviousPage, startCursor: before } = (pages[0] ?? newest).pageInfo;
  const askEarlier = () => {
    service
      .query(EarlierRoundsDocument, { slug, locale: language, before })
      .then(({ process }) => process && setEarlier((old) => [process.rounds, ...old]))
      .catch((error: unknown) => console.warn(error));
  };
  return (
    <Track id={slug} name={name} rounds={rounds}>
      {hasPreviousPage && (
        <p class="hint">
          {words.states.more(number(rounds.length), number(newest.totalCount))}{' '}
          <button type="button" onClick={askEarlier}>
            {words.home.earlier}
          </button>
        </p>
      )}
    </Track>
  );
}

interface TrackProps {
  id: string;
  name: string;
  /** Earliest first. */
  rounds: readonly MilestoneFragment[];
  children?: ComponentChildren;
}

export function Track({ id, name, rounds, children }: TrackProps) {
  return (
    <Section id={`process-${id}`} title={name}>
      {children}
      <ol class="track">
        {rounds.map((talks) => (
          <li key={talks.slug} class={talks.status}>
            <Milestone talks={talks} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Milestone({ talks }: { talks: MilestoneFragment }) {
  const { words, at } = useReading();
  const { delegations, pledges } = talks;
  return (
    <>
      <p class="above">
        <MilestoneDates talks={talks} /> <TalksStatusMark status={talks.status} />
      </p>
      <h3>
        <TalksLink talks={talks} />
      </h3>
      <p class="detail">
        <Place talks={talks} />
      </p>
      {delegations.length > 0 && (
        <p class="detail">
          <ActorLinks actors={delegations.map(({ party }) => party)} />
        </p>
      )}
      <p class="detail">
        {pledges.totalCount === 0 ? (
          words.home.noPledges
        ) : (
          <a href={`${at(`/talks/${talks.slug}`)}#pledges`}>
            {words.home.pledges(pledges.totalCount)}
          </a>
        )}
      </p>
    </>
  );
}
