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
import { PledgeList } from '../parts/pledge-list.tsx';
import { Quotations } from '../parts/quotations.tsx';
import { useReading } from '../reading.ts';
import { Claims, Delegations, Sessions, Sponsors } from './talks-parts.tsx';

export function TalksView({ slug }: { slug: string }) {
  const { language } = useReading();
  const answer = useAnswer(TalksPageDocument, { slug, locale: language });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { talks, record } = answer.data;
  return talks === null ? <NotFound /> : <TalksBody talks={talks} place={record.cursor} />;
}

type TalksFound = NonNullable<TalksPageQuery['talks']>;

function TalksBody({ talks, place }: { talks: TalksFound; place: string }) {
  const { words } = useReading();
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
      <Quotations
        of={talks.id}
        title={words.talks.quotes}
        none={words.talks.noQuotes}
        first={talks.quotes}
        withTalks={false}
      />
      <PledgeList
        of={talks.id}
        title={words.talks.pledges}
        none={words.talks.noPledges}
        first={talks.pledges}
        place={place}
        filter={{ talks: [talks.slug] }}
        withTalks={false}
      />
      <Neighbours talks={talks} />
    </>
  );
}

function Kind({ talks: { process, round } }: { talks: TalksFound }) {
  const { words, at, number } = useReading();
  if (process === null) return null;
  return (
    <>
      <a href={at(`/processes/${process.slug}`)}>
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
