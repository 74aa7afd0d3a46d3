/** Parties, people and sources, each in one line of a list. */
import type {
  PartiesListQuery,
  PersonLineFragment,
  SourcesListQuery,
} from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Day } from './facts.tsx';
import { ActorLink, ActorLinks } from './names.tsx';

interface PartyProps {
  party: PartiesListQuery['parties']['nodes'][number];
}

export function PartyLine({ party }: PartyProps) {
  const { words } = useReading();
  return (
    <p>
      <ActorLink actor={party} /> <span class="detail">{words.partyKind[party.kind]}</span>
    </p>
  );
}

/** With the parties that the person sat there for. */
export function PersonLine({ person }: { person: PersonLineFragment }) {
  const { words } = useReading();
  const parties = new Map(
    person.seats.map(({ delegation: { party } }) => [party.slug, party] as const),
  );
  return (
    <p>
      <ActorLink actor={person} />{' '}
      {parties.size > 0 && (
        <span class="detail">
          {words.actor.for} <ActorLinks actors={[...parties.values()]} />
        </span>
      )}
    </p>
  );
}

interface SourceProps {
  source: SourcesListQuery['sources']['nodes'][number];
}

export function SourceLine({ source }: SourceProps) {
  const { words, at } = useReading();
  const { slug, headline, locale, publisher, publishedOn } = source;
  return (
    <p>
      <a href={at(`/sources/${slug}`)}>
        <bdi lang={locale}>{headline}</bdi>
      </a>{' '}
      <span class="detail">
        <bdi>{publisher}</bdi>
        {publishedOn !== null && (
          <>
            {words.and}
            <Day day={publishedOn} />
          </>
        )}
      </span>
    </p>
  );
}
