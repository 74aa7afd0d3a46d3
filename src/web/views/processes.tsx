/** The processes by name, each with its line of talks; further ones are shown when they are asked for. */
import { useState } from 'preact/hooks';
import { MoreProcessesDocument, type ProcessesFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';
import { ProcessTrack } from './track.tsx';

export function Processes({ first }: { first: ProcessesFragment }) {
  const { language, words, number } = useReading();
  const service = useService();
  const [more, setMore] = useState<readonly ProcessesFragment[]>([]);
  const pages = [first, ...more];
  const processes = pages.flatMap(({ nodes }) => nodes);
  const { hasNextPage, endCursor: after } = (pages.at(-1) ?? first).pageInfo;
  const askMore = () => {
    service
      .query(MoreProcessesDocument, { locale: language, after })
      .then((page) => setMore((old) => [...old, page.processes]))
      .catch((error: unknown) => console.warn(error));
  };
  return (
    <>
      {processes.map(({ slug, name, rounds }) => (
        <ProcessTrack key={slug} slug={slug} name={name} newest={rounds} />
      ))}
      {hasNextPage && (
        <p class="more">
          {words.states.more(number(processes.length), number(first.totalCount))}{' '}
          <button type="button" onClick={askMore}>
            {words.states.showMore}
          </button>
        </p>
      )}
    </>
  );
}
