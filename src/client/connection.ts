/** One connection of a subscription: the events that come over it, until it is lost. */
import { dataOf, parseAnswer } from './answer.ts';
import { ConnectionLostError, reasonOf, UnexpectedAnswerError } from './errors.ts';
import { type EventBlock, EventParser } from './event-parser.ts';
import { readRetryAfter } from './waits.ts';

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
