/** One set of talks: who sat there, who stood behind it, what was claimed, said and pledged. */
import { TalksPageDocument, type TalksPageQuery } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { Citations } from '../parts/citations.tsx';
import { Day, Fact, Facts } from '../parts/facts.tsx';
import { TalksStatusMark } from '../parts/marks.tsx';
import { Place } from '../parts/milestone.tsx';
import { TalksLink, Unknown } from '../parts/names.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { PledgeCard } from '../parts/pledge-card.tsx';
import { Quotation } from '../parts/quotation.tsx';
import { Section } from '../parts/section.tsx';
import { type PledgeChanges, usePledgeChanges, withChanges } from '../pledge-changes.ts';
import { useReading } from '../reading.ts';
import { Claims, Delegations, Sessions, Sponsors } from './talks-parts.tsx';

export function TalksView({ slug }: { slug: string }) {
  const { language } = useReading();
  const answer = useAnswer(TalksPageDocument, { slug, locale: language });
  const place = answer.state === 'ready' ? answer.data.record.cursor : null;
  const changes = usePledgeChanges(place, { talks: [slug] });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { talks } = answer.data;
  return talks === null ? <NotFound /> : <TalksBody talks={talks} changes={changes} />;
}

type TalksFound = NonNullable<TalksPageQuery['talks']>;

function TalksBody({ talks, changes }: { talks: TalksFound; changes: PledgeChanges }) {
  const { words, number } = useReading();
  const { quotes, pledges } = talks;
  return (
    <>
      <PageTitle title={talks.name} kind={<Kind talks={talks} />} />
      <TalksFacts talks={talks} />
      <nav class="contents" aria-label={words.talks.onThisPage}>
        <ul>
          {(['delegations', 'sponsors', 'claims', 'quotes', 'pledges'] as const).map((id) => (
            <li key={id}>
              <a href={`#${id}`}>{words.talks[id]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Delegations delegations={talks.delegations} />
      <Sponsors sponsors={talks.sponsors} />
      <Sessions sessions={talks.sessions} />
      <Claims outcomes={talks.outcomes} />
      <Section
        id="quotes"
        title={words.talks.quotes}
        empty={quotes.nodes.length === 0 && words.talks.noQuotes}
      >
        <div class="stack">
          {quotes.nodes.map((quote) => (
            <Quotation key={quote.slug} quote={quote} />
          ))}
        </div>
        {quotes.totalCount > quotes.nodes.length && (
          <p>{words.states.more(number(quotes.nodes.length), number(quotes.totalCount))}</p>
        )}
      </Section>
      <Section
        id="pledges"
        title={words.talks.pledges}
        empty={pledges.nodes.length === 0 && words.talks.noPledges}
      >
        <div class="cards">
          {withChanges(pledges.nodes, changes).map((pledge) => (
            <PledgeCard
              key={pledge.slug}
              pledge={pledge}
              changed={changes.has(pledge.slug)}
              level={3}
              withTalks={false}
            />
          ))}
        </div>
        {pledges.totalCount > pledges.nodes.length && (
          <p>{words.states.more(number(pledges.nodes.length), number(pledges.totalCount))}</p>
        )}
      </Section>
      <Neighbours talks={talks} />
    </>
  );
}

function Kind({ talks: { process, round } }: { talks: TalksFound }) {
  const { words, at, number } = useReading();
  if (process === null) return null;
  return (
    <>
      <a href={`${at('/')}#process-${process.slug}`}>
        <bdi>{process.name}</bdi>
      </a>
      {round !== null && ` · ${words.talks.round(number(round))}`}
    </>
  );
}

function TalksFacts({ talks }: { talks: TalksFound }) {
  const { words } = useReading();
  const { startsOn, endsOn, city, country, format, aim } = talks;
  return (
    <div class="summary">
      <Facts>
        <Fact name={words.talks.from}>{startsOn && <Day day={startsOn} />}</Fact>
        <Fact name={words.talks.until}>{endsOn && <Day day={endsOn} />}</Fact>
        <Fact name={words.talks.place}>
          {city === null && country === null ? null : <Place talks={talks} />}
        </Fact>
        <Fact name={`${words.talks.status} (${words.talks.statusHint})`}>
          <TalksStatusMark status={talks.status} />
        </Fact>
        <Fact name={words.talks.format}>{format && words.talksFormat[format]}</Fact>
        <Fact name={words.talks.document}>
          {talks.closingDocument === 'UNKNOWN' ? (
            <Unknown />
          ) : (
            words.closingDocument[talks.closingDocument]
          )}
        </Fact>
        <Fact name={words.talks.aim}>{aim && <bdi>{aim}</bdi>}</Fact>
      </Facts>
      <Citations citations={talks.citations} />
    </div>
  );
}

function Neighbours({ talks: { previous, next } }: { talks: TalksFound }) {
  const { words } = useReading();
  if (previous === null && next === null) return null;
  return (
    <nav class="neighbours" aria-label={words.talks.process}>
      <ul>
        {previous !== null && (
          <li>
            {words.talks.previous}: <TalksLink talks={previous} />
          </li>
        )}
        {next !== null && (
          <li>
            {words.talks.next}: <TalksLink talks={next} />
          </li>
        )}
      </ul>
    </nav>
  );
}
