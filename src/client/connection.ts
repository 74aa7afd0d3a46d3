/** One connection of a subscription: the events that come over it, until it is lost. */
import { dataOf, parseAnswer, UnexpectedAnswerError } from './answer.ts';
import { type EventBlock, EventParser } from './event-parser.ts';
import { readRetryAfter } from './waits.ts';

/** There is no connection, which a new one mends. `cause` is what broke it, where that is known. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
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

const mediaType = 'text/event-stream';

/**
 * Sends the request and gives each event of the answer. Throws a ConnectionLostError when the
 * connection ends, or nothing comes over it for `silenceLimit` milliseconds; a QueryError or an
 * UnexpectedAnswerError where there is nothing to wait for. Leaving it closes the connection, and
 * so does the signal.
 */
export async function* eventsOf(
  request: Request,
  silenceLimit: number,
  signal: AbortSignal,
): AsyncGenerator<EventBlock, never> {
  const { url } = request;
  const connection = new AbortController();
  const close = () => connection.abort();
  signal.addEventListener('abort', close);

  /** Waits for the next sign of life. The time that the caller takes between two does not count. */
  async function hear<Sign>(sign: Promise<Sign>): Promise<Sign> {
    let silent = false;
    const timer = setTimeout(() => {
      silent = true;
      close();
    }, silenceLimit);
    try {
      return await sign;
    } catch (cause) {
      const reason = silent ? `nothing came for ${silenceLimit / 1000} seconds` : reasonOf(cause);
      throw new ConnectionLostError(url, reason, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  try {
    const response = await hear(fetch(request, { signal: connection.signal }));
    if (mayPass(response.status)) {
      const retryAfter = readRetryAfter(response.headers.get('retry-after'));
      const reason = `it answered ${response.status} ${response.statusText}`;
      throw new ConnectionLostError(url, reason, { retryAfter });
    }
    if (!response.ok || !isEventStream(response) || response.body === null) {
      throw refusalIn(response, await hear(response.text()));
    }
    const reader = response.body.getReader();
    const parser = new EventParser();
    for (;;) {
      const { done, value } = await hear(reader.read());
      if (done) throw new ConnectionLostError(url, 'it was closed');
      yield* parser.push(value);
    }
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** True of the statuses that say: not now. */
function mayPass(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

function isEventStream({ headers }: Response): boolean {
  return /^text\/event-stream *(;|$)/i.test(headers.get('content-type') ?? '');
}

/** The errors of an answer that is no stream of results, in JSON or in an event. */
function refusalIn(response: Response, text: string): Error {
  const events = isEventStream(response)
    ? new EventParser().push(new TextEncoder().encode(text)).map(({ data }) => data ?? '')
    : [text];
  for (const answer of events.map((event) => parseAnswer(event))) {
    try {
      if (answer !== null) dataOf(answer);
    } catch (refusal) {
      if (refusal instanceof Error) return refusal;
    }
  }
  return new UnexpectedAnswerError(`events (${mediaType})`, response, text);
}

/** `fetch` tells why it failed in the cause of its error, if at all. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { cause: deeper } = cause;
  if (!(deeper instanceof Error)) return cause.message;
  const { code } = deeper as { code?: unknown };
  return deeper.message || String(code ?? cause.message);
}
