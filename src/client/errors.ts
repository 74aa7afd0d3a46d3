/** What the client throws. Every class has a `code`, so that a caller may tell them apart by either. */

/** The codes of this service; a newer one may have others. */
export type ErrorCode =
  | 'BAD_CURSOR'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'INTERNAL_SERVER_ERROR'
  | 'NOT_FOUND'
  | 'OPERATION_TOO_COMPLEX'
  | 'PERSISTED_OPERATION_NOT_FOUND'
  | 'PERSISTED_OPERATION_REQUIRED'
  | 'RATE_LIMITED'
  | 'UNAUTHENTICATED'
  | (string & Record<never, never>);

/** One fault of a GraphQL answer. */
export interface AnswerError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: ErrorCode } & Record<string, unknown>;
}

/** Whatever the client throws, but for what a signal was aborted with. */
export abstract class ClientError extends Error {
  abstract readonly code: ErrorCode | undefined;
}

/** The service answered with faults. `data` is what it answered all the same, or null. */
export class QueryError extends ClientError {
  override readonly name = 'QueryError';
  /** Of the first fault that has one; `errors` has them all. */
  readonly code: ErrorCode | undefined;
  readonly errors: readonly AnswerError[];
  readonly data: unknown;

  constructor(errors: readonly AnswerError[], data: unknown) {
    super(errors.map((error) => error.message).join('\n'));
    this.code = errors.find(({ extensions }) => extensions?.code)?.extensions?.code;
    this.errors = errors;
    this.data = data;
  }
}

/** What came is nothing that this service answers: the address is of something else. */
export class UnexpectedAnswerError extends ClientError {
  override readonly name = 'UnexpectedAnswerError';
  readonly code = 'UNEXPECTED_ANSWER';
  /** The HTTP status that it came with. */
  readonly status: number;

  constructor(expected: string, { url, status, statusText }: Response, text: string) {
    super(`Expected ${expected} from ${url}, got ${status} ${statusText}: ${text.slice(0, 200)}`);
    this.status = status;
  }
}

/** What the service sent within a subscription cannot be read. */
export class MalformedEventError extends ClientError {
  override readonly name = 'MalformedEventError';
  readonly code = 'MALFORMED_EVENT';

  constructor(url: string, expected: string, came: string) {
    super(`Expected ${expected} from ${url}, got ${came.slice(0, 200)}`);
  }
}

/** There is no connection, which a new one mends. `cause` is what broke it, where that is known. */
export class ConnectionLostError extends ClientError {
  override readonly name = 'ConnectionLostError';
  readonly code = 'CONNECTION_LOST';
  /** So many milliseconds the service asks to be left alone. */
  readonly retryAfter: number;

  constructor(url: string, reason: string, { cause, retryAfter = 0 }: LossDetails = {}) {
    super(`No connection to ${url}: ${reason}`, { cause });
    this.retryAfter = retryAfter;
  }
}

interface LossDetails {
  cause?: unknown;
  retryAfter?: number;
}

/** Why `fetch` failed, which it tells in the cause of its error, if at all. */
export function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { cause } = failure;
  if (!(cause instanceof Error)) return failure.message;
  const { code } = cause as { code?: unknown };
  return cause.message || String(code ?? failure.message);
}
