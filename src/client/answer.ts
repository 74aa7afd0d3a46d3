/** What a service answers, and how it answers with faults. */

/** One fault of a GraphQL answer. */
export interface AnswerError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string } & Record<string, unknown>;
}

export interface Answer<Result> {
  data: Result;
  errors?: AnswerError[];
}

/** The service answered with faults. `data` is what it answered all the same, or null. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly errors: readonly AnswerError[];
  readonly data: unknown;

  constructor(errors: readonly AnswerError[], data: unknown) {
    super(errors.map((error) => error.message).join('\n'));
    this.errors = errors;
    this.data = data;
  }
}

/** What came is nothing that this service answers: the address is of something else. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  /** The HTTP status that it came with. */
  readonly status: number;

  constructor(expected: string, { url, status, statusText }: Response, text: string) {
    super(`Expected ${expected} from ${url}, got ${status} ${statusText}: ${text.slice(0, 200)}`);
    this.status = status;
  }
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
