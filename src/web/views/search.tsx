/** What a search found, best first. */
import { useRef } from 'preact/hooks';
import { SearchPageDocument, type SearchPageQuery } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { usePages } from '../pages.ts';
import { PartyLine, PersonLine } from '../parts/lines.tsx';
import { StatusMark } from '../parts/marks.tsx';
import { TalksLine } from '../parts/milestone.tsx';
import { More } from '../parts/more.tsx';
import { ActorLink, PledgeLink } from '../parts/names.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Waiting } from '../parts/panels.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';

type Found = SearchPageQuery['search'];

export function SearchView({ text }: { text: string }) {
  const { words } = useReading();
  if (text !== '') return <Results key={text} text={text} />;
  return (
    <>
      <PageTitle title={words.search.label} />
      <p class="lead">{words.search.prompt}</p>
    </>
  );
}

function Results({ text }: { text: string }) {
  const { language } = useReading();
  const answer = useAnswer(SearchPageDocument, { text, locale: language });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  return <ResultList text={text} first={answer.data.search} />;
}

function ResultList({ text, first }: { text: string; first: Found }) {
  const { language, words } = useReading();
  const service = useService();
  const list = useRef<HTMLOListElement>(null);
  const pages = usePages('results', first, async (after) => {
    const { search } = await service.query(SearchPageDocument, { text, locale: language, after });
    return search;
  });
  const results = pages.read.flatMap(({ nodes }) => nodes);
  return (
    <>
      <PageTitle title={words.search.title(text)} />
      {results.length === 0 ? (
        <div class="panel" role="status">
          <p>{words.search.none}</p>
          <p class="hint">{words.search.noneHint}</p>
        </div>
      ) : (
        <ol class="results" ref={list}>
          {results.map((result, index) => (
            // Results are only ever added at the end
            <li key={index}>
              <p class="kind">{words.search.kinds[result.__typename]}</p>
              <Result result={result} />
            </li>
          ))}
        </ol>
      )}
      <More pages={pages} shown={results.length} label={words.search.more} list={list} />
    </>
  );
}

function Result({ result }: { result: Found['nodes'][number] }) {
  const { words, at } = useReading();
  switch (result.__typename) {
    case 'Talks':
      return (
        <p>
          <TalksLine talks={result} />
        </p>
      );
    case 'Party':
      return <PartyLine party={result} />;
    case 'Person':
      return <PersonLine person={result} />;
    case 'Quote': {
      const own = result.translation ?? result.text;
      return (
        <p>
          <a href={at(`/quotes/${result.slug}`)}>
            <bdi>{own}</bdi>
          </a>{' '}
          <span class="detail">
            <ActorLink actor={result.speaker} />
          </span>
        </p>
      );
    }
    case 'Pledge':
      return (
        <p>
          <PledgeLink pledge={result} />{' '}
          <span class="detail">
            {words.act[result.act]} · <StatusMark status={result.pledgeStatus} />
          </span>
        </p>
      );
  }
}
