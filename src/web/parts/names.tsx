/** Names as links to what they name, each kept whole whatever way the text around it runs. */
import type { ActorNameFragment, TalksNameFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';

export function ActorLink({ actor }: { actor: ActorNameFragment }) {
  const { at } = useReading();
  const folder = actor.__typename === 'Party' ? 'parties' : 'people';
  return (
    <a href={at(`/${folder}/${actor.slug}`)}>
      <bdi>{actor.name}</bdi>
    </a>
  );
}

export function ActorLinks({ actors }: { actors: readonly ActorNameFragment[] }) {
  const { words } = useReading();
  return (
    <>
      {actors.map((actor, index) => (
        <span key={actor.slug}>
          {index > 0 && words.and}
          <ActorLink actor={actor} />
        </span>
      ))}
    </>
  );
}

export function TalksLink({ talks }: { talks: TalksNameFragment }) {
  const { at } = useReading();
  return (
    <a href={at(`/talks/${talks.slug}`)}>
      <bdi>{talks.name}</bdi>
    </a>
  );
}

export function PledgeLink({ pledge }: { pledge: { slug: string; summary: string } }) {
  const { at } = useReading();
  return (
    <a href={at(`/pledges/${pledge.slug}`)}>
      <bdi>{pledge.summary}</bdi>
    </a>
  );
}

/** What the source leaves open. */
export function Unknown() {
  const { words } = useReading();
  return <span class="unknown">{words.unknown}</span>;
}
