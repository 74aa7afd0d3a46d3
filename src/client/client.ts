/**
 * The typed client: sends a document made by `graphql(…)` and gives back what it asks for, typed.
 * For browsers as for Node: it needs `fetch` and streams, and nothing else.
 */
import { dataOf, parseAnswer, UnexpectedAnswerError } from './answer.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { type SubscribeOptions, subscribe } from './subscription.ts';

export { type AnswerError, QueryError, UnexpectedAnswerError } from './answer.ts';
export { ConnectionLostError } from './connection.ts';
export { MalformedEventError, type SubscribeOptions } from './subscription.ts';

export interface ClientOptions {
  /** The address of the service: `http://127.0.0.1:4000/graphql`. */
  url: string;
  /** Who asks: a bearer token, which writing needs. */
  token?: string;
  /**
   * So many milliseconds without a byte, and a subscription takes its connection for lost: 30,000
   * if not given. The service sends something every 12 seconds.
   */
  silenceLimit?: number;
}

/** Variables may be left out where the document has none that it needs. */
type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

export interface Client {
  /**
   * Answers a query. Throws a QueryError where the answer has errors, and an UnexpectedAnswerError
   * that names the address and the status where it is no GraphQL answer at all.
   */
  query<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Result>;

  /**
   * Sends a mutation once, and throws as `query` does. Where no answer comes, it may have been
   * carried out all the same: send it again with the same `idempotencyKey`.
   */
  mutate<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Result>;

  /**
   * Gives each result of a subscription once, in the order of the log, for as long as it is asked:
   * a connection that is lost is made again, and goes on behind the last result. It connects when
   * the first result is asked for; without a place in the variables it begins with what is new
   * then. Leaving the loop, `return` and the signal close the connection at once and end it.
   *
   * Throws, and is then over, what no new connection mends: a QueryError where the service refuses,
   * an UnexpectedAnswerError where what answers is no such service, and a MalformedEventError where
   * what it sends cannot be read.
   */
  subscribe<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...rest: [...VariablesOf<Variables>, options?: SubscribeOptions]
  ): AsyncIterableIterator<Result, undefined>;
}

export function createClient({ url, token, silenceLimit = 30_000 }: ClientOptions): Client {
  const request = (accept: string, document: object, variables: unknown, headers = {}) =>
    new Request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      cache: 'no-store',
    });

  async function ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Result> {
    const accept = 'application/graphql-response+json, application/json;q=0.9';
    const response = await fetch(request(accept, document, variables));
    const text = await response.text();
    const answer = parseAnswer<Result>(text);
    if (answer === null) throw new UnexpectedAnswerError('a GraphQL answer', response, text);
    return dataOf(answer);
  }

  return {
    query: ask,
    mutate: ask,
    subscribe<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      ...rest: [...VariablesOf<Variables>, options?: SubscribeOptions]
    ) {
      const [variables, options]: readonly unknown[] = rest;
      const requestAfter = (place: string) =>
        request(
          'text/event-stream',
          document,
          variables,
          place === '' ? {} : { 'last-event-id': place },
        );
      // Whether the variables may be left out or not, the options come second.
      return subscribe<Result>({ requestAfter, silenceLimit }, options as SubscribeOptions);
    },
  };
}
