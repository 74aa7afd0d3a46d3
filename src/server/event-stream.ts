/**
 * Subscriptions as server-sent events, each with its place in the log as its `id`: a browser that
 * loses the connection comes back with the last one as `Last-Event-ID`. The place where the stream
 * begins comes first, as an `id` without data: it is taken as one, and dispatches no event, so that
 * a connection that is lost before its first event loses nothing either.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { formatAnswer } from './answer-format.ts';
import { placeOf } from './entry-places.ts';

/** Proxies close what is silent for longer than so many milliseconds. */
export const heartbeat = 12_000;

const mediaType = 'text/event-stream';

export function useEventStream(): Plugin {
  return {
    onResultProcess({ request, result, resultProcessor, setResultProcessor, serverContext }) {
      if (!(Symbol.asyncIterator in result)) return;
      // Whoever does not take events gets 406 from Yoga, which then follows nothing.
      if (resultProcessor === undefined) return void result[Symbol.asyncIterator]().return?.();
      const answers = result as AsyncIterable<ExecutionResult>;
      const { events } = serverContext as { events?: OpenEvents };
      if (events?.left) return void answers[Symbol.asyncIterator]().return?.();
      if (events) events.answers = answers;
      // Whoever writes them by itself needs no more than the head.
      const body = () => (events ? null : eventStream(answers, request.signal));
      setResultProcessor(() => new Response(body(), { headers }), mediaType);
    },
  };
}

const headers = {
  'Content-Type': `${mediaType}; charset=utf-8`,
  'Cache-Control': 'no-store',
  // nginx would hold events back: https://nginx.org/en/docs/http/ngx_http_proxy_module.html
  'X-Accel-Buffering': 'no',
};

/** Filled in with what gives the events, for whoever writes them to a connection by itself. */
export interface OpenEvents {
  answers?: AsyncIterable<ExecutionResult>;
  /** Set where the client has left before there were any. */
  left?: boolean;
}

/**
 * One answer is taken for each that the connection has room for, so a slow reader holds up only
 * itself. The log has no end: where the answers do, the server is being stopped, and the stream
 * ends without `complete`, which would tell clients that there is nothing to come back for.
 *
 * `left` is aborted when the client is gone. Nothing else tells of it: the request of a POST has
 * ended long ago, and what sends the stream cancels it only where the request breaks.
 */
export function eventStream(
  answers: AsyncIterable<ExecutionResult>,
  left?: AbortSignal,
): ReadableStream<Uint8Array> {
  const start = idLine(placeOf(answers));
  const iterator = answers[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const stop = async () => {
    clearInterval(timer);
    await iterator.return?.();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = () => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'));
      };
      // At once, so that whoever waits for the head of the answer has it.
      controller.enqueue(encoder.encode(`${start}:\n\n`));
      timer = setInterval(beat, heartbeat);
      left?.addEventListener('abort', stop, { once: true });
      // Whoever leaves before there is an answer is not told of either.
      if (left?.aborted) void stop();
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (!done) return controller.enqueue(encoder.encode(eventOf(value)));
        controller.close();
      } catch (cause) {
        controller.error(cause);
      }
      clearInterval(timer);
    },
    cancel: stop,
  });
}

/** One event, as text. */
export function eventOf(answer: ExecutionResult): string {
  return `event: next\n${idLine(placeOf(answer))}data: ${JSON.stringify(formatAnswer(answer))}\n\n`;
}

/** Says which place a client has reached; empty where there is none. */
export function idLine(place: number | undefined): string {
  return place === undefined ? '' : `id: ${place}\n`;
}
