/** One request with one answer, asked again where that is safe and promising. */
import { dataOf, parseAnswer } from './answer.ts';
import { ConnectionLostError, reasonOf, UnexpectedAnswerError } from './errors.ts';
import type { Requests } from './requests.ts';
import { GrowingWaits, longestWait, readRetryAfter, wait } from './waits.ts';

export interface AskOptions {
  /** How often it is asked again at most. */
  retries: number;
  signal: AbortSignal | undefined;
}

/** Statuses that say: not now. */
const passing: readonly number[] = [429, 502, 503, 504];

/** The longest of the first waits between attempts, in milliseconds. */
const firstWait = 250;

/** Sends a request, again as `Client.query` says, and answers with its data. Throws as that says. */
export async function ask<Result>(
  requests: Requests,
  { retries, signal }: AskOptions,
): Promise<Result> {
  const waits = new GrowingWaits(firstWait);
  let left = retries;
  for (;;) {
    const attempt = await send<Result>(requests.make(), signal);
    if ('data' in attempt) return attempt.data;
    const { failure, retryAfter } = attempt;
    if (requests.mends(failure)) continue;
    if (left <= 0 || retryAfter === undefined || retryAfter > longestWait) throw failure;
    left -= 1;
    await wait(waits.next(retryAfter), signal);
    signal?.throwIfAborted();
  }
}

/** `retryAfter` is there where another attempt may do better, after so many milliseconds. */
type Attempt<Result> = { data: Result } | { failure: unknown; retryAfter?: number };

async function send<Result>(request: Request, signal?: AbortSignal): Promise<Attempt<Result>> {
  const { url } = request;
  let response: Response;
  let text: string;
  try {
    response = await fetch(request, { signal: signal ?? null });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    return { failure: new ConnectionLostError(url, reasonOf(cause), { cause }), retryAfter: 0 };
  }
  try {
    const answer = parseAnswer<Result>(text);
    if (answer === null) throw new UnexpectedAnswerError('a GraphQL answer', response, text);
    return { data: dataOf(answer) };
  } catch (failure) {
    if (!passing.includes(response.status)) return { failure };
    return { failure, retryAfter: readRetryAfter(response.headers.get('retry-after')) };
  }
}
