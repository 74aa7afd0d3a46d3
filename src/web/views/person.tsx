/** One person: every spelling of the name, the seats held, and what was said. */
import { PersonPageDocument } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { Citations } from '../parts/citations.tsx';
import { TalksLine } from '../parts/milestone.tsx';
import { ActorLink } from '../parts/names.tsx';
import { NamesOnRecord } from '../parts/names-on-record.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { Quotations } from '../parts/quotations.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';

export function PersonView({ slug }: { slug: string }) {
  const { language, words } = useReading();
  const answer = useAnswer(PersonPageDocument, { slug, locale: language });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { person } = answer.data;
  if (person === null) return <NotFound />;
  const { seats } = person;
  return (
    <>
      <PageTitle title={person.name} kind={words.actor.person} />
      <Citations citations={person.citations} />
      <Section
        id="seats"
        title={words.actor.seats}
        empty={seats.length === 0 && words.actor.noSeats}
      >
        <ul class="rows">
          {seats.map(({ role, title, delegation, citations }) => (
            <li key={`${delegation.talks.slug} ${delegation.party.slug}`}>
              <p>
                <strong>{words.seatRole[role]}</strong>{' '}
                <span class="detail">
                  {title !== null && (
                    <>
                      <bdi>{title}</bdi>
                      {' · '}
                    </>
                  )}
                  {words.actor.for} <ActorLink actor={delegation.party} />
                </span>
              </p>
              <p>
                <TalksLine talks={delegation.talks} />
              </p>
              <Citations citations={citations} />
            </li>
          ))}
        </ul>
      </Section>
      <NamesOnRecord names={person.names} />
      <Quotations
        of={person.id}
        title={words.actor.quotes}
        none={words.actor.noQuotes}
        first={person.quotes}
      />
    </>
  );
}
