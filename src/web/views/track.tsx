/** The talks of one process along a line, earliest first. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import {
  EarlierRoundsDocument,
  type MilestoneFragment,
  type RoundsFragment,
} from '../../generated/web/graphql.ts';
import { usePages } from '../pages.ts';
import { TalksStatusMark } from '../parts/marks.tsx';
import { MilestoneDates, Place } from '../parts/milestone.tsx';
import { More } from '../parts/more.tsx';
import { ActorLinks, TalksLink } from '../parts/names.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';

interface ProcessTrackProps {
  process: { slug: string; name: string; rounds: RoundsFragment };
}

/** The newest rounds of a process, under its name. */
export function ProcessTrack({ process: { slug, name, rounds } }: ProcessTrackProps) {
  const { at } = useReading();
  return (
    <Section
      id={`process-${slug}`}
      title={
        <a href={at(`/processes/${slug}`)}>
          <bdi>{name}</bdi>
        </a>
      }
    >
      <Rounds of={slug} newest={rounds} />
    </Section>
  );
}

/** The newest rounds of a process; earlier ones are shown when they are asked for. */
export function Rounds({ of, newest }: { of: string; newest: RoundsFragment }) {
  const { language, words } = useReading();
  const service = useService();
  const list = useRef<HTMLOListElement>(null);
  const pages = usePages(`rounds of ${of}`, newest, async (before) => {
    const variables = { slug: of, locale: language, before };
    return (await service.query(EarlierRoundsDocument, variables)).process?.rounds;
  });
  const rounds = pages.read.toReversed().flatMap(({ nodes }) => nodes);
  return (
    <>
      <More
        pages={pages}
        shown={rounds.length}
        all={newest.totalCount}
        label={words.home.earlier}
        list={list}
        backward
      />
      <Track rounds={rounds} list={list} />
    </>
  );
}

interface TrackProps {
  /** Earliest first. */
  rounds: readonly MilestoneFragment[];
  list?: RefObject<HTMLOListElement | null>;
}

export function Track({ rounds, list }: TrackProps) {
  return (
    <ol class="track" ref={list ?? null}>
      {rounds.map((talks) => (
        <li key={talks.slug} class={talks.status}>
          <Milestone talks={talks} />
        </li>
      ))}
    </ol>
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
