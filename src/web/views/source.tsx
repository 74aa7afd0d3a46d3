/** One source: what locates it, and what proves that a text is the one meant. */
import { SourcePageDocument } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { Day, Fact, Facts } from '../parts/facts.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { useReading } from '../reading.ts';

export function SourceView({ slug }: { slug: string }) {
  const { words, languageName } = useReading();
  const answer = useAnswer(SourcePageDocument, { slug });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { source } = answer.data;
  if (source === null) return <NotFound />;
  const { publisher, headline, locale, publishedOn, url, sha256, length } = source;
  return (
    <>
      <PageTitle title={headline} lang={locale} kind={words.source.kind} />
      <p class="lead">{words.source.note}</p>
      <div class="summary">
        <Facts>
          <Fact name={words.source.publisher}>
            <bdi>{publisher}</bdi>
          </Fact>
          <Fact name={words.source.publishedOn}>
            {publishedOn === null ? (
              <span class="unknown">{words.source.noDate}</span>
            ) : (
              <Day day={publishedOn} />
            )}
          </Fact>
          <Fact name={words.source.language}>{languageName(locale)}</Fact>
          <Fact name={words.source.length}>{words.source.characters(length)}</Fact>
          <Fact name={words.source.address}>
            {url === null ? (
              <span class="unknown">{words.source.noAddress}</span>
            ) : (
              <a href={url} rel="nofollow noreferrer" dir="ltr">
                {url}
              </a>
            )}
          </Fact>
          <Fact name={words.source.digest}>
            <code dir="ltr">{sha256}</code>
          </Fact>
        </Facts>
      </div>
    </>
  );
}
