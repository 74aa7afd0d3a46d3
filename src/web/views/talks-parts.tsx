/** The parts of a view of talks: delegations, sponsors, meetings and claims. */
import type { TalksPageQuery } from '../../generated/web/graphql.ts';
import { Citations } from '../parts/citations.tsx';
import { ActorLink, ActorLinks, Unknown } from '../parts/names.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';

type TalksFound = NonNullable<TalksPageQuery['talks']>;

export function Delegations({ delegations }: Pick<TalksFound, 'delegations'>) {
  const { words } = useReading();
  return (
    <Section
      id="delegations"
      title={words.talks.delegations}
      empty={delegations.length === 0 && words.talks.noDelegations}
    >
      <div class="cards">
        {delegations.map(({ party, name, seats, citations }) => (
          <article class="card" key={party.slug} id={`delegation-${party.slug}`}>
            <header>
              <p class="kind">
                <ActorLink actor={party} />
              </p>
              <h3>
                <bdi>{name}</bdi>
              </h3>
              <Citations citations={citations} />
            </header>
            {seats.length === 0 ? (
              <p class="empty">{words.talks.noSeats}</p>
            ) : (
              <ul class="seats">
                {seats.map((seat) => (
                  <li key={seat.person.slug}>
                    <ActorLink actor={seat.person} />{' '}
                    <span class="detail">
                      {words.seatRole[seat.role]}
                      {seat.title !== null && (
                        <>
                          {words.and}
                          <bdi>{seat.title}</bdi>
                        </>
                      )}
                    </span>
                    <Citations citations={seat.citations} />
                  </li>
                ))}
              </ul>
            )}
          </article>
        ))}
      </div>
    </Section>
  );
}

export function Sponsors({ sponsors }: Pick<TalksFound, 'sponsors'>) {
  const { words } = useReading();
  return (
    <Section
      id="sponsors"
      title={words.talks.sponsors}
      empty={sponsors.length === 0 && words.talks.noSponsors}
    >
      <ul class="rows">
        {sponsors.map(({ party, roles, alliedWith, citations }) => (
          <li key={party.slug} id={`sponsor-${party.slug}`}>
            <p>
              <strong>
                <ActorLink actor={party} />
              </strong>{' '}
              <span class="detail">
                {roles.map((role) => words.sponsorRole[role]).join(words.and)}
              </span>
            </p>
            {alliedWith.length > 0 && (
              <p class="detail">
                {words.talks.allies}: <ActorLinks actors={alliedWith} />
              </p>
            )}
            <Citations citations={citations} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Sessions({ sessions }: Pick<TalksFound, 'sessions'>) {
  const { words } = useReading();
  if (sessions.length === 0) return null;
  return (
    <Section id="sessions" title={words.talks.sessions}>
      <ul class="rows">
        {sessions.map(({ kind, durationMinutes, note, citations }) => (
          <li key={`${kind} ${citations[0]?.start}`}>
            <p>
              <strong>{words.sessionKind[kind]}</strong>{' '}
              <span class="detail">
                {words.talks.duration}:{' '}
                {durationMinutes === null ? <Unknown /> : words.talks.minutes(durationMinutes)}
              </span>
            </p>
            {note !== null && (
              <p>
                <bdi>{note}</bdi>
              </p>
            )}
            <Citations citations={citations} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Claims({ outcomes }: Pick<TalksFound, 'outcomes'>) {
  const { words } = useReading();
  return (
    <Section
      id="claims"
      title={words.talks.claims}
      hint={words.talks.claimsHint}
      empty={outcomes.length === 0 && words.talks.noClaims}
    >
      <div class="cards">
        {outcomes.map(({ kind, summary, claimedBy, citations }) => (
          <article class="card claim" key={`${kind} ${citations[0]?.start}`}>
            <header>
              <p class="kind">
                {claimedBy.length === 0 ? words.ownVoice : <ActorLinks actors={claimedBy} />}
              </p>
              <h3>{words.outcomeKind[kind]}</h3>
            </header>
            <p>
              <bdi>{summary}</bdi>
            </p>
            <Citations citations={citations} />
          </article>
        ))}
      </div>
    </Section>
  );
}
