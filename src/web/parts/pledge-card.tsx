/** A pledge in a list: its parts, its three axes, its deadline and its newest entries. */
import type { PledgeFactsFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Citations } from './citations.tsx';
import { Deadline } from './deadline.tsx';
import { Fact, Facts } from './facts.tsx';
import { History } from './history.tsx';
import { ScheduleMark, StatusMark } from './marks.tsx';
import { ActorLinks, TalksLink } from './names.tsx';
import { PledgeParts } from './pledge-parts.tsx';

interface Props {
  pledge: PledgeFactsFragment;
  /** Whether an entry for it has come since the view was opened. */
  changed: boolean;
  /** The heading's level, by where the card stands. */
  level: 3 | 4;
  /** Not where every card in the list is of the same talks. */
  withTalks?: boolean;
}

export function PledgeCard({ pledge, changed, level, withTalks = true }: Props) {
  const { words, at, number } = useReading();
  const Heading = level === 3 ? 'h3' : 'h4';
  const { updates } = pledge;
  return (
    <article class={changed ? 'card changed' : 'card'} id={`pledge-${pledge.slug}`}>
      <header>
        <p class="marks">
          <span class="mark act">{words.act[pledge.act]}</span>
          <StatusMark status={pledge.status} />{' '}
          {changed && <span class="mark news">{words.live.changed}</span>}
        </p>
        <Heading>
          <a id={`to-pledge-${pledge.slug}`} href={at(`/pledges/${pledge.slug}`)}>
            <bdi>{pledge.summary}</bdi>
          </a>
        </Heading>
      </header>
      <Facts>
        <PledgeParts parties={pledge.parties} />
        <Fact name={words.pledge.attestation}>{words.attestation[pledge.attestation]}</Fact>
        <Fact name={words.pledge.reportedBy}>
          {pledge.reportedBy.length === 0 ? (
            words.ownVoice
          ) : (
            <ActorLinks actors={pledge.reportedBy} />
          )}
        </Fact>
        <Fact name={words.pledge.schedule}>
          <ScheduleMark schedule={pledge.schedule} /> <Deadline deadline={pledge.deadline} />
        </Fact>
        {withTalks && (
          <Fact name={words.pledge.toldAt}>
            <TalksLink talks={pledge.talks} />
          </Fact>
        )}
      </Facts>
      {updates.totalCount > 0 && (
        <details class="log">
          <summary>
            {words.pledge.history} ({number(updates.totalCount)})
          </summary>
          <History entries={updates.nodes} />
          {updates.totalCount > updates.nodes.length && (
            <p>
              <a href={at(`/pledges/${pledge.slug}#history`)}>
                {words.pledge.fullHistory(updates.totalCount)}
              </a>
            </p>
          )}
        </details>
      )}
      <Citations citations={pledge.citations} />
    </article>
  );
}
