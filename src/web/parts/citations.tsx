/** Where a fact was read: publisher and paragraphs at a glance, the exact passages on request. */
import type { CiteFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';

export function Citations({ citations }: { citations: readonly CiteFragment[] }) {
  const { words } = useReading();
  if (citations.length === 0) return null;
  return (
    <details class="citations">
      <summary>
        <span class="unseen">{words.citations.title}: </span>
        <Places citations={citations} />
      </summary>
      <ul>
        {citations.map((citation) => (
          <li key={`${citation.source.slug} ${citation.start} ${citation.end}`}>
            <Passage citation={citation} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `Agence France-Presse, paragraphs 3 and 4`. */
function Places({ citations }: { citations: readonly CiteFragment[] }) {
  const { words } = useReading();
  const bySource = Map.groupBy(citations, ({ source }) => source.slug);
  return (
    <>
      {[...bySource.values()].map((passages, index) => {
        const [first] = passages;
        const numbers = new Set(passages.map(({ paragraph }) => paragraph));
        return (
          <span key={first?.source.slug}>
            {index > 0 && ' · '}
            <bdi>{first?.source.publisher}</bdi>
            {words.and}
            <Paragraphs numbers={[...numbers]} />
          </span>
        );
      })}
    </>
  );
}

/** The headline is the first of them, and has no number. */
function Paragraphs({ numbers }: { numbers: readonly number[] }) {
  const { words, number } = useReading();
  const counted = numbers.filter((one) => one > 0).toSorted((one, other) => one - other);
  return [
    ...(counted.length < numbers.length ? [words.citations.headline] : []),
    ...(counted.length > 0 ? [words.citations.paragraphs(counted.map(number))] : []),
  ].join(words.and);
}

function Passage({ citation }: { citation: CiteFragment }) {
  const { words, number, day, at } = useReading();
  const { source, paragraph, start, end, sha256 } = citation;
  return (
    <>
      <a href={at(`/sources/${source.slug}`)}>
        <bdi lang={source.locale}>{source.headline}</bdi>
      </a>{' '}
      <span class="detail">
        <bdi>{source.publisher}</bdi>
        {source.publishedOn !== null && (
          <>
            {words.and}
            <time dateTime={source.publishedOn}>{day(source.publishedOn)}</time>
          </>
        )}
      </span>
      <span class="detail">
        <Paragraphs numbers={[paragraph]} />
        {' · '}
        {words.citations.characters(number(start), number(end))}
      </span>
      <span class="detail">
        {words.citations.digest} <code dir="ltr">{sha256}</code>
      </span>
    </>
  );
}
