/**
 * The typed client: sends a document and gives back what it asks for, typed. For browsers as for
 * Node: it needs `fetch` and streams, and nothing else.
 */
import { ask } from './asking.ts';
import type { TypedDocument, VariablesThen } from './document.ts';
import { createRequests, type Persisted } from './requests.ts';
import { type SubscribeOptions, subscribe } from './subscription.ts';

export interface ClientOptions {
  /** The address of the service: `http://127.0.0.1:4000/graphql`. */
  url: string;
  /** Who asks: a bearer token, which writing needs. */
  token?: string;
  /** How often a query is asked again where no answer came: 3 if not given, 0 for never. */
  retries?: number;
  /**
   * Whether documents that carry their identifier (`__meta__.hash`) go out by it, as `documentId`.
   * With `true`, the text goes out where the service does not know the identifier, or the document
   * has none; with `'only'`, no text ever does. False if not given.
   */
  persisted?: Persisted;
  /**
   * So many milliseconds without a byte, and a subscription takes its connection for lost: 30,000
   * if not given. The service sends something every 12 seconds.
   */
  silenceLimit?: number;
}

export interface AskOptions {
  /** Gives the request up: the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface Client {
  /**
   * Answers a query. Where no answer comes, or one with status 429, 502, 503 or 504, it is asked
   * again up to `retries` times, after waits that grow from a quarter of a second, each cut short
   * at random, and no sooner than `Retry-After` says; if that is more than ten seconds off, not at
   * all. There is no limit of time but the signal's: `AbortSignal.timeout(5_000)`.
   *
   * Throws a QueryError where the answer has errors, an UnexpectedAnswerError that names the address
   * and the status where it is no GraphQL answer at all, and a ConnectionLostError where none came.
   */
  query<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: VariablesThen<Variables, AskOptions>
  ): Promise<Result>;

  /**
   * Sends a mutation once, and throws as `query` does. Where no answer came, or the signal gave it
   * up, it may have been carried out all the same: send it again with the same `idempotencyKey`.
   */
  mutate<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: VariablesThen<Variables, AskOptions>
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
    document: TypedDocument<Result, Variables>,
    ...rest: VariablesThen<Variables, SubscribeOptions>
  ): AsyncIterableIterator<Result, undefined>;
}

/** Makes a client. It holds no connection: there is nothing to close. */
export function createClient(options: ClientOptions): Client {
  const { url, token, retries = 3, persisted = false, silenceLimit = 30_000 } = options;
  const requestsOf = createRequests(url, token, persisted);

  const asking =
    (retries: number) =>
    async <Result, Variables>(
      document: TypedDocument<Result, Variables>,
      ...[variables, { signal } = {}]: VariablesThen<Variables, AskOptions>
    ): Promise<Result> => {
      const accept = 'application/graphql-response+json, application/json;q=0.9';
      const requests = requestsOf(document, variables, accept);
      return ask<Result>(requests, { retries, signal });
    };

  return {
    query: asking(retries),
    mutate: asking(0),
    subscribe<Result, Variables>(
      document: TypedDocument<Result, Variables>,
      ...[variables, subscribing]: VariablesThen<Variables, SubscribeOptions>
    ) {
      const requests = requestsOf(document, variables, 'text/event-stream');
      return subscribe<Result>({ requests, silenceLimit }, subscribing);
    },
  };
}
