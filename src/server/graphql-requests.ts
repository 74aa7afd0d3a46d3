/**
 * GraphQL over plain HTTP. An answer that is kept is sent as it is; every other is made by Yoga, and
 * kept where it is a query's and without faults. Streams of events, and requests that say who asks
 * or that Yoga would refuse by their form, go straight to Yoga.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AnswerCache, KeptAnswer } from './answer-cache.ts';
import { isUnchanged } from './conditional.ts';
import type { OpenEvents } from './event-stream.ts';
import { writeEvents } from './event-writer.ts';
import type { OnEvent } from './instruments/exchange.ts';
import type { Tally } from './instruments/metrics.ts';
import { requestIdHeader } from './instruments/request-id.ts';
import type { Making } from './lasting-answers.ts';
import { subscriptionOf } from './live-subscriptions.ts';
import { type Body, bodyOf, readBody } from './request-body.ts';
import { type RequestHead, RequestHeads } from './request-head.ts';
import { RequestKeys } from './request-key.ts';
import { answerTooMany, type CountRequest } from './request-rate.ts';
import type { DirectRoute } from './routes.ts';
import { securityHeaders, setSecurityHeaders } from './security-headers.ts';
import { graphqlPath, type RecordYoga } from './yoga.ts';

export interface RequestParts {
  yoga: RecordYoga;
  answers: AnswerCache;
  countRequest: CountRequest;
  /** Where it is counted how often the answers to queries of this name are given again. */
  tallyOf: (name: string | null) => Tally;
  /** The id of the request that is being answered; undefined where nobody looks on. */
  requestId: () => string | undefined;
  /** Notes the events of the request that is being answered. */
  noteEvents: () => OnEvent;
  /** Whether an answer's head depends on the page that asks. */
  dependsOnOrigin: boolean;
}

export interface GraphqlRequests extends DirectRoute {
  /** Whether a request asks for events, whose answer says by itself what every answer says. */
  follows(request: IncomingMessage): boolean;
  /**
   * A listener that answers by itself what is kept, and leaves all else to another: nobody else has
   * to look at what is asked for again and again, which is counted. `onLeft` hears of clients that
   * go before all of their request has come.
   */
  answerFirst(listener: RequestListener, onLeft: RequestListener): RequestListener;
}

export function createGraphqlRequests(parts: RequestParts): GraphqlRequests {
  const { yoga, answers, countRequest, dependsOnOrigin } = parts;
  const heads = new RequestHeads(dependsOnOrigin);
  const keys = new RequestKeys();

  /**
   * The answer that Yoga makes; null where the client has left, which breaks off what makes it.
   * Whatever is made for it is forgotten then.
   */
  async function fetched(
    request: IncomingMessage,
    response: ServerResponse,
    body: Body | undefined,
    filledIn: { events?: OpenEvents; making?: Making },
  ): Promise<Response | null> {
    const { method = 'GET', url = '', headers } = request;
    const left = new AbortController();
    const leave = () => {
      if (!response.writableEnded) left.abort();
    };
    response.once('close', leave);
    const asked = new yoga.fetchAPI.Request(`http://${headers.host ?? 'localhost'}${url}`, {
      method,
      headers: headers as Record<string, string>,
      signal: left.signal,
      ...(body && { body }),
    });
    try {
      return await yoga.fetch(asked, { req: request, ...filledIn });
    } catch (error) {
      if (left.signal.aborted && error instanceof Error && error.name === 'AbortError') return null;
      throw error;
    } finally {
      response.off('close', leave);
    }
  }

  /** Whatever is asked for as events goes through Yoga, but for the writing of those that have no end. */
  async function follow(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'GET' ? undefined : await bodyOf(request);
    const events: OpenEvents = {};
    const answer = await fetched(request, response, body, { events });
    if (!answer) {
      events.left = true;
      await events.answers?.[Symbol.asyncIterator]().return?.();
      return;
    }
    const subscription = events.answers && subscriptionOf(events.answers);
    const head = headOf(answer, parts.requestId());
    if (!subscription) {
      response.writeHead(answer.status, head);
      response.end(await answer.text());
      return;
    }
    // Events end with the connection: chunks would frame what has frames of its own.
    // https://www.rfc-editor.org/rfc/rfc9112#section-6.3-2.8
    response.removeHeader('Transfer-Encoding');
    response.writeHead(answer.status, [...head, 'Connection', 'close']);
    // Of all that made the subscription, only itself is kept: what wraps its answers keeps the request.
    writeEvents(response, subscription, parts.noteEvents());
  }

  async function make(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Looked,
  ): Promise<void> {
    const { key, body } = asked;
    const moment = answers.moment();
    const making: Making = { isLasting: false, name: null };
    const answer = await fetched(request, response, body, { making });
    if (!answer) return;
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const kept =
      making.isLasting && moment
        ? answers.keep(key, moment, { type, text, given: parts.tallyOf(making.name) })
        : null;
    if (kept) return sendKept(request, response, asked, kept);
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.writeHead(answer.status);
    response.end(text);
  }

  function sendKept(
    request: IncomingMessage,
    response: ServerResponse,
    { key, head: { takesGzip } }: Looked,
    kept: KeptAnswer,
  ): void {
    if (request.method === 'GET' && isUnchanged(request, kept.tag)) {
      response.writeHead(304, { ETag: `W/${kept.tag}`, Vary: answers.vary });
      response.end();
      return;
    }
    if (takesGzip) void answers.compress(key, kept);
    const { head, body } = (takesGzip && kept.gzip) || kept.plain;
    response.writeHead(200, head as string[]);
    if (typeof body === 'string') response.end(body, 'latin1');
    else response.end(body);
  }

  /** Requests of which all has been read, and for which nothing was kept. */
  const looked = new WeakMap<IncomingMessage, Looked>();

  function deliver(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Looked,
    listener: RequestListener,
  ): void {
    const kept = answers.find(asked.key);
    if (!kept) {
      looked.set(request, asked);
      listener(request, response);
      return;
    }
    if (asked.body) keys.know(asked.head, asked.body, asked.key);
    const counted = countRequest(request);
    const sendAgain = () => {
      kept.given.times += 1;
      sendKept(request, response, asked, kept);
    };
    if (counted === null) {
      sendAgain();
      return;
    }
    void counted.then((tooMany) => {
      if (!tooMany) return sendAgain();
      setSecurityHeaders(response);
      answerTooMany(request, response, tooMany);
    });
  }

  return {
    follows: (request) => isAtEndpoint(request) && heads.of(request).way === 'events',
    introduce(response) {
      setSecurityHeaders(response);
      const id = parts.requestId();
      if (id !== undefined) response.setHeader(requestIdHeader, id);
    },
    takes: (request) => isAtEndpoint(request) && heads.of(request).way !== 'other',
    answerFirst(listener, onLeft) {
      return (request, response) => {
        const head = isAtEndpoint(request) ? heads.of(request) : null;
        if (head?.way !== 'again') {
          listener(request, response);
          return;
        }
        if (request.method === 'GET') {
          const asked = { head, body: undefined, key: head.key + request.url };
          deliver(request, response, asked, listener);
          return;
        }
        readBody(
          request,
          (body) => deliver(request, response, { head, body, key: keys.of(head, body) }, listener),
          () => onLeft(request, response),
        );
      };
    },
    async answer(request, response) {
      const asked = looked.get(request);
      if (asked) {
        setSecurityHeaders(response);
        return await make(request, response, asked);
      }
      if (heads.of(request).way === 'events') return await follow(request, response);
      return await yoga(request, response);
    },
  };
}

/** A request of which all has been read. */
interface Looked {
  head: RequestHead;
  body: Body | undefined;
  key: string;
}

/**
 * All that is said ahead of events, in one list: what node:http is told of headers one by one it
 * keeps as long as the connection, at 2 kB each.
 */
function headOf(answer: Response, requestId: string | undefined): string[] {
  return [
    ...Object.entries(securityHeaders).flat(),
    ...(requestId === undefined ? [] : [requestIdHeader, requestId]),
    ...[...answer.headers].flat(),
  ];
}

function isAtEndpoint({ url = '' }: IncomingMessage): boolean {
  return url === graphqlPath || url.startsWith(`${graphqlPath}?`);
}
