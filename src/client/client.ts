/** The typed client: sends a document made by `graphql(…)` and gives back what it asks for, typed. */
import type { TypedDocumentString } from './generated/graphql.ts';

export interface ClientOptions {
  /** The address of the service: `http://127.0.0.1:4000/graphql`. */
  url: string;
}

/** One fault of a GraphQL answer. */
export interface AnswerError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string } & Record<string, unknown>;
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

/** Variables may be left out where the document has none. */
type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

export interface Client {
  /**
   * Answers a query. Throws a QueryError where the answer has errors, and an Error that names
   * the address and the status where it is no GraphQL answer at all.
   */
  query<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Result>;
}

export function createClient({ url }: ClientOptions): Client {
  return {
    async query<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      ...[variables]: VariablesOf<Variables>
    ): Promise<Result> {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
        },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const answer = await answerOf<Result>(response, url);
      if (answer.errors?.length) throw new QueryError(answer.errors, answer.data ?? null);
      return answer.data;
    },
  };
}

async function answerOf<Result>(
  response: Response,
  url: string,
): Promise<{ data: Result; errors?: AnswerError[] }> {
  const text = await response.text();
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) {
      // The shape of `data` is what the document's type says: the server holds to its schema.
      return answer as { data: Result; errors?: AnswerError[] };
    }
  } catch {
    // Not JSON: told below, with its status.
  }
  throw new Error(
    `Expected a GraphQL answer from ${url}, got ${response.status} ${response.statusText}: ${text.slice(0, 200)}`,
  );
}
