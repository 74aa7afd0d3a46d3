/** Reads what a service answers. */
import { type AnswerError, QueryError } from './errors.ts';

export interface Answer<Result> {
  data: Result;
  errors?: AnswerError[];
}

/** Reads a GraphQL answer out of JSON; null where the text is none. */
export function parseAnswer<Result>(text: string): Answer<Result> | null {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) return null;
    // The shape of `data` is what the document's type says: the server holds to its schema.
    return 'data' in answer || 'errors' in answer ? (answer as Answer<Result>) : null;
  } catch {
    return null;
  }
}

/** The data of an answer. Throws a QueryError where it has errors. */
export function dataOf<Result>({ data, errors }: Answer<Result>): Result {
  if (errors?.length) throw new QueryError(errors, data ?? null);
  return data;
}
