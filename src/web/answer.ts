/** What a view shows: asked of the service when it is opened, and again where that failed. */
import { useEffect, useState } from 'preact/hooks';
import type { TypedDocumentString } from '../generated/web/graphql.ts';
import { useService } from './service.ts';

export type Answer<Data> =
  | { state: 'loading' }
  | { state: 'failed'; again(): void }
  | { state: 'ready'; data: Data };

/**
 * The answer to a query. Different variables are a new question: the last one's answer is never
 * shown for it, however late it comes.
 */
export function useAnswer<Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Answer<Data> {
  const service = useService();
  const question = JSON.stringify(variables);
  const [answered, setAnswered] = useState<{ question: string; data?: Data }>();
  const [attempt, setAttempt] = useState(0);
  // The question stands for the variables, and each attempt asks anew.
  useEffect(() => {
    let left = false;
    service.query<Data, object>(untied(document), { ...variables }).then(
      (data) => left || setAnswered({ question, data }),
      (error: unknown) => {
        console.warn(error);
        if (!left) setAnswered({ question });
      },
    );
    return () => {
      left = true;
    };
  }, [question, attempt]);
  if (answered?.question !== question) return { state: 'loading' };
  if (answered.data !== undefined) return { state: 'ready', data: answered.data };
  const again = () => {
    setAnswered(undefined);
    setAttempt((count) => count + 1);
  };
  return { state: 'failed', again };
}

/** The document without its variables' type, which the caller has checked already. */
function untied<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
): TypedDocumentString<Data, object> {
  return document as unknown as TypedDocumentString<Data, object>;
}
