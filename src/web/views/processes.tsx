/** The processes by name, each with its line of talks; further ones are shown when they are asked for. */
import { useRef } from 'preact/hooks';
import { MoreProcessesDocument, type ProcessesFragment } from '../../generated/web/graphql.ts';
import { usePages } from '../pages.ts';
import { More } from '../parts/more.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';
import { ProcessTrack } from './track.tsx';

export function Processes({ first }: { first: ProcessesFragment }) {
  const { language } = useReading();
  const service = useService();
  const list = useRef<HTMLDivElement>(null);
  const pages = usePages('processes', first, async (after) => {
    return (await service.query(MoreProcessesDocument, { locale: language, after })).processes;
  });
  const processes = pages.read.flatMap(({ nodes }) => nodes);
  return (
    <>
      <div class="tracks" ref={list}>
        {processes.map((process) => (
          <ProcessTrack key={process.slug} process={process} />
        ))}
      </div>
      <More pages={pages} shown={processes.length} all={first.totalCount} list={list} />
    </>
  );
}
