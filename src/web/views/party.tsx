/** One party: its names, its delegations, what it stood behind, and the pledges that it has a part in. */
import { PartyPageDocument, type PartyPageQuery } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { Citations } from '../parts/citations.tsx';
import { TalksLine } from '../parts/milestone.tsx';
import { ActorLink, ActorLinks } from '../parts/names.tsx';
import { NamesOnRecord } from '../parts/names-on-record.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { PledgeCard } from '../parts/pledge-card.tsx';
import { Quotations } from '../parts/quotations.tsx';
import { Section } from '../parts/section.tsx';
import { usePledgeChanges, withChanges } from '../pledge-changes.ts';
import { useReading } from '../reading.ts';

export function PartyView({ slug }: { slug: string }) {
  const { language, words, number } = useReading();
  const answer = useAnswer(PartyPageDocument, { slug, locale: language });
  const place = answer.state === 'ready' ? answer.data.record.cursor : null;
  const listed =
    answer.state === 'ready' ? (answer.data.party?.pledges.nodes ?? []).map((one) => one.slug) : [];
  const changes = usePledgeChanges(listed.length === 0 ? null : place, { pledge: listed });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { party } = answer.data;
  if (party === null) return <NotFound />;
  const { pledges } = party;
  return (
    <>
      <PageTitle title={party.name} kind={words.partyKind[party.kind]} />
      <Citations citations={party.citations} />
      <Delegations delegations={party.delegations} />
      <Sponsorships sponsorships={party.sponsorships} />
      <NamesOnRecord names={party.names} />
      <Section
        id="pledges"
        title={words.actor.pledges}
        empty={pledges.nodes.length === 0 && words.actor.noPledges}
      >
        <div class="cards">
          {withChanges(pledges.nodes, changes).map((pledge) => (
            <PledgeCard
              key={pledge.slug}
              pledge={pledge}
              changed={changes.has(pledge.slug)}
              level={3}
            />
          ))}
        </div>
        {pledges.totalCount > pledges.nodes.length && (
          <p>{words.states.more(number(pledges.nodes.length), number(pledges.totalCount))}</p>
        )}
      </Section>
      <Quotations title={words.actor.partyQuotes} quotes={party.quotes} />
    </>
  );
}

type PartyFound = NonNullable<PartyPageQuery['party']>;

function Delegations({ delegations: { nodes } }: Pick<PartyFound, 'delegations'>) {
  const { words } = useReading();
  return (
    <Section
      id="delegations"
      title={words.actor.delegations}
      empty={nodes.length === 0 && words.actor.noDelegations}
    >
      <ul class="rows">
        {nodes.map(({ name, talks, seats, citations }) => (
          <li key={talks.slug}>
            <p>
              <strong>
                <bdi>{name}</bdi>
              </strong>
            </p>
            <p>
              <TalksLine talks={talks} />
            </p>
            {seats.length > 0 && (
              <ul class="seats">
                {seats.map(({ person, role, title }) => (
                  <li key={person.slug}>
                    <ActorLink actor={person} />{' '}
                    <span class="detail">
                      {words.seatRole[role]}
                      {title !== null && (
                        <>
                          {words.and}
                          <bdi>{title}</bdi>
                        </>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            <Citations citations={citations} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Sponsorships({ sponsorships: { nodes } }: Pick<PartyFound, 'sponsorships'>) {
  const { words } = useReading();
  return (
    <Section
      id="sponsorships"
      title={words.actor.sponsorships}
      empty={nodes.length === 0 && words.actor.noSponsorships}
    >
      <ul class="rows">
        {nodes.map(({ roles, talks, alliedWith, citations }) => (
          <li key={talks.slug}>
            <p>
              <strong>{roles.map((role) => words.sponsorRole[role]).join(words.and)}</strong>
            </p>
            <p>
              <TalksLine talks={talks} />
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
