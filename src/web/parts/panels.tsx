/** What a view shows when it has nothing to show: it is loading, it failed, or there is no such thing. */
import type { Answer } from '../answer.ts';
import { useReading } from '../reading.ts';
import { PageTitle } from './page-title.tsx';

interface WaitingProps {
  answer: Exclude<Answer<unknown>, { state: 'ready' }>;
  /** Whether the view has its title already. */
  titled?: boolean;
}

/** For an answer that is not there. */
export function Waiting({ answer, titled = false }: WaitingProps) {
  if (answer.state === 'loading') return <Loading />;
  return <Failed again={answer.again} titled={titled} />;
}

function Loading() {
  const { words } = useReading();
  return (
    <div class="panel loading" role="status" aria-busy="true">
      <p>{words.states.loading}</p>
      <span class="bar" />
      <span class="bar" />
      <span class="bar" />
    </div>
  );
}

function Failed({ again, titled }: { again: () => void; titled: boolean }) {
  const { words } = useReading();
  return (
    <div class="panel" role="alert">
      {titled ? <h2>{words.states.failed}</h2> : <PageTitle title={words.states.failed} />}
      <p>{words.states.failedHint}</p>
      <p>
        <button type="button" onClick={again}>
          {words.states.again}
        </button>
      </p>
    </div>
  );
}

export function NotFound() {
  const { words, at } = useReading();
  return (
    <div class="panel">
      <PageTitle title={words.states.notFound} />
      <p>
        <code dir="ltr">{location.pathname}</code>
      </p>
      <p>{words.states.notFoundHint}</p>
      <p>
        <a href={at('/')}>{words.states.toHome}</a>
      </p>
    </div>
  );
}

export function Empty({ text }: { text: string }) {
  return <p class="empty">{text}</p>;
}
