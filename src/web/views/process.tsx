/** One process: all its rounds along a line. */
import { ProcessPageDocument } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { Citations } from '../parts/citations.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { Rounds } from './track.tsx';

export function ProcessView({ slug }: { slug: string }) {
  const { language, words } = useReading();
  const answer = useAnswer(ProcessPageDocument, { slug, locale: language });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { process } = answer.data;
  if (process === null) return <NotFound />;
  const { name, rounds, citations } = process;
  return (
    <>
      <PageTitle title={name} kind={words.talks.process} />
      <Citations citations={citations} />
      <Section
        id="rounds"
        title={words.talks.rounds}
        empty={rounds.nodes.length === 0 && words.home.none}
      >
        <Rounds of={slug} newest={rounds} />
      </Section>
    </>
  );
}
