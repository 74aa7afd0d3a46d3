/** A subscription that outlives its connections: each result once, in order, until it is left. */
import { dataOf, parseAnswer } from './answer.ts';
import { eventsOf } from './connection.ts';
import { ConnectionLostError, MalformedEventError, QueryError } from './errors.ts';
import type { Requests } from './requests.ts';
import { GrowingWaits, longestWait, wait } from './waits.ts';

export interface SubscribeOptions {
  /** Ends the subscription, quietly. */
  signal?: AbortSignal;
  /**
   * Hears `connected` once the service has taken the subscription up, from when on nothing that
   * comes is missed, and `lost` when the connection is lost or cannot be made; each only when it
   * was otherwise before. What it throws ends the subscription.
   */
  onState?: (state: 'connected' | 'lost', cause?: ConnectionLostError) => void;
}

export interface SubscriptionParts {
  requests: Requests;
  /** Milliseconds without a byte, after which a connection is taken for lost. */
  silenceLimit: number;
}

/** Faults of the service's own, which may be gone at the next attempt. */
const passingCodes: readonly unknown[] = ['INTERNAL_SERVER_ERROR', 'RATE_LIMITED'];

/** Begins when the first result is asked for. */
export function subscribe<Result>(
  parts: SubscriptionParts,
  options: SubscribeOptions = {},
): AsyncIterableIterator<Result, undefined> {
  const leaving = new AbortController();
  const results = resultsUntil<Result>(leaving, parts, options);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => results.next(),
    // A generator cannot be left while it waits: the wait is ended first.
    return() {
      leaving.abort();
      return results.return(undefined);
    },
  };
}

async function* resultsUntil<Result>(
  leaving: AbortController,
  { requests, silenceLimit }: SubscriptionParts,
  { signal, onState }: SubscribeOptions,
): AsyncGenerator<Result, undefined> {
  const leave = () => leaving.abort();
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave);
  const waits = new GrowingWaits();
  let state: 'connected' | 'lost' | undefined;
  let since = 0;
  const enter = (next: 'connected' | 'lost', cause?: ConnectionLostError) => {
    if (next === state) return;
    state = next;
    since = performance.now();
    onState?.(next, cause);
  };
  let place = '';
  try {
    while (!leaving.signal.aborted) {
      // It goes on behind the place; where none is known yet, the variables say where it begins.
      const request = requests.make(place === '' ? {} : { 'last-event-id': place });
      try {
        for await (const { type, data, id } of eventsOf(request, silenceLimit, leaving.signal)) {
          if (data === null) {
            place = id;
            enter('connected');
          } else if (type === 'next') {
            const result = resultIn<Result>(request.url, data, id);
            enter('connected');
            waits.reset();
            place = id;
            yield result;
            // What came along with it is not wanted either.
            if (leaving.signal.aborted) return;
          } else if (type === 'complete') {
            throw new ConnectionLostError(request.url, 'the service ends here');
          }
        }
      } catch (cause) {
        if (leaving.signal.aborted) return;
        if (requests.mends(cause)) continue;
        if (!(cause instanceof ConnectionLostError)) throw cause;
        if (state === 'connected' && performance.now() - since > longestWait) waits.reset();
        enter('lost', cause);
        await wait(waits.next(cause.retryAfter), leaving.signal);
      }
    }
  } finally {
    signal?.removeEventListener('abort', leave);
  }
}

/** The result in an event. Throws as `Client.subscribe` says, and a ConnectionLostError for what may pass. */
function resultIn<Result>(url: string, data: string, id: string): Result {
  const answer = parseAnswer<Result>(data);
  if (answer === null) throw new MalformedEventError(url, 'a GraphQL answer in each event', data);
  try {
    const result = dataOf(answer);
    // Without a place nothing could be promised for when the connection is lost.
    if (id === '') throw new MalformedEventError(url, 'an id with each event', `none with ${data}`);
    return result;
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    const passes = cause.errors.some(({ extensions }) => passingCodes.includes(extensions?.code));
    if (!passes) throw cause;
    throw new ConnectionLostError(url, cause.message, { cause });
  }
}
