/** What a view shows: asked of the service when it is first opened, and again where that failed. */
import { useEffect, useState } from 'preact/hooks';
import type { TypedDocumentString } from '../generated/web/graphql.ts';
import { useKept } from './kept.ts';
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
  const [answered, setAnswered] = useKept<{ question: string; data: Data } | null>(
    `answer to ${document}`,
    null,
  );
  const [failed, setFailed] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const isAnswered = answered?.question === question;
  // The question stands for the variables, and each attempt asks anew.
  useEffect(() => {
    if (isAnswered) return;
    let left = false;
    service.query<Data, object>(untied(document), { ...variables }).then(
      (data) => left || setAnswered({ question, data }),
      (error: unknown) => {
        console.warn(error);
        if (!left) setFailed(question);
      },
    );
    return () => {
      left = true;
    };
  }, [question, attempt]);
  if (isAnswered) return { state: 'ready', data: answered.data };
  if (failed !== question) return { state: 'loading' };
  const again = () => {
    setFailed(undefined);
    setAttempt((count) => count + 1);
  };
  return { state: 'failed', again };
}

/** The document without its variables' type, which the caller has checked already. */
export function untied<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
): TypedDocumentString<Data, object> {
  return document as unknown as TypedDocumentString<Data, object>;
}
