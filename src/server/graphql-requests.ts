/**
 * GraphQL over plain HTTP. An answer that is kept is sent as it is; every other is made by Yoga, and
 * kept where it is a query's and without faults. Streams of events, and requests that say who asks
 * or that Yoga would refuse by their form, go straight to Yoga.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AnswerCache, KeptAnswer } from './answer-cache.ts';
import { acceptsGzip, isUnchanged } from './conditional.ts';
import type { OpenEvents } from './event-stream.ts';
import { writeEvents } from './event-writer.ts';
import { wantsGraphiql } from './graphiql.ts';
import type { Making } from './lasting-answers.ts';
import { subscriptionOf } from './live-subscriptions.ts';
import { type Body, readBody } from './request-body.ts';
import { answerTooMany, type CountRequest } from './request-rate.ts';
import { readTarget } from './request-target.ts';
import type { DirectRoute } from './routes.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { graphqlPath, type RecordYoga } from './yoga.ts';

/** So many names of this server are remembered; it has few. */
const mostHosts = 100;

const plainJson = /^application\/json(?:; ?charset=utf-8)?$/i;

export interface RequestParts {
  yoga: RecordYoga;
  answers: AnswerCache;
  countRequest: CountRequest;
  /** What counts each time that the answer to a query of this name is given again. */
  counterOf: (name: string | null) => () => void;
  /** Counts the events of the request that is being answered. */
  countEvents: () => () => void;
  /** Whether an answer's head depends on the page that asks. */
  dependsOnOrigin: boolean;
}

export interface GraphqlRequests extends DirectRoute {
  /**
   * A listener that answers by itself what is kept, and leaves all else to another: nobody else has
   * to look at what is asked for again and again, which is counted. `onLeft` hears of clients that
   * go before all of their request has come.
   */
  answerFirst(listener: RequestListener, onLeft: RequestListener): RequestListener;
}

export function createGraphqlRequests(parts: RequestParts): GraphqlRequests {
  const { yoga, answers, countRequest, dependsOnOrigin } = parts;

  /** Well-formed names that this server is called by; each is looked at once. */
  const hosts = new Set<string>();

  function isHostSeen(request: IncomingMessage): boolean {
    if (readTarget(request) === null || hosts.size >= mostHosts) return false;
    hosts.add(request.headers.host ?? '');
    return true;
  }

  function mayBeEvents({ method, headers }: IncomingMessage): boolean {
    const form = method === 'GET' || plainJson.test(headers['content-type'] ?? '');
    return form && (headers.accept?.includes('text/event-stream') ?? false);
  }

  function mayBeKept({ method, headers }: IncomingMessage): boolean {
    if (headers.authorization !== undefined || headers['last-event-id'] !== undefined) return false;
    if (dependsOnOrigin && headers.origin !== undefined) return false;
    if (method === 'GET') return true;
    return method === 'POST' && plainJson.test(headers['content-type'] ?? '');
  }

  /** Whatever is asked for as events goes through Yoga, but for the writing of those that have no end. */
  async function follow(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response);
    const body = request.method === 'GET' ? undefined : await readBody(request);
    const events: OpenEvents = {};
    const asked = requestOf(yoga, request, response, body);
    const answer = await unlessLeft(yoga.fetch(asked, { req: request, events }), response);
    if (!answer) {
      events.left = true;
      await events.answers?.[Symbol.asyncIterator]().return?.();
      return;
    }
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    const subscription = events.answers && subscriptionOf(events.answers);
    if (!subscription) {
      response.writeHead(answer.status);
      response.end(await answer.text());
      return;
    }
    response.writeHead(answer.status);
    try {
      await writeEvents(response, subscription, parts.countEvents());
    } finally {
      await events.answers?.[Symbol.asyncIterator]().return?.();
    }
  }

  async function make(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    body: Body | undefined,
  ): Promise<void> {
    const moment = answers.moment();
    const making: Making = { isLasting: false, name: null };
    const asked = requestOf(yoga, request, response, body);
    const answer = await unlessLeft(yoga.fetch(asked, { req: request, making }), response);
    if (!answer) return;
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const kept =
      making.isLasting && moment
        ? answers.keep(key, moment, { type, text, count: parts.counterOf(making.name) })
        : null;
    if (kept) return sendKept(request, response, key, kept);
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.writeHead(answer.status);
    response.end(text);
  }

  function sendKept(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    kept: KeptAnswer,
  ): void {
    if (request.method === 'GET' && isUnchanged(request, kept.tag)) {
      response.writeHead(304, { ETag: `W/${kept.tag}`, Vary: answers.vary });
      response.end();
      return;
    }
    const zipped = acceptsGzip(request);
    if (zipped) void answers.compress(key, kept);
    const { head, body } = (zipped && kept.gzip) || kept.plain;
    response.writeHead(200, head as string[]);
    response.end(body);
  }

  /** What has been read of a request and looked up already. */
  const looked = new WeakMap<IncomingMessage, Looked>();

  async function look(request: IncomingMessage): Promise<Looked> {
    const known = looked.get(request);
    if (known) return known;
    // Bytes for characters: what is no UTF-8 has a key as well, and is refused by whoever reads it.
    const body = request.method === 'GET' ? undefined : await readBody(request);
    return lookUp(request, body);
  }

  function lookUp(request: IncomingMessage, body: Body | undefined): Looked {
    const key = keyOf(request, body?.toString('latin1') ?? request.url ?? '');
    const found = { body, key, kept: answers.find(key) };
    looked.set(request, found);
    return found;
  }

  function takes(request: IncomingMessage): boolean {
    const { url = '', headers } = request;
    if (url !== graphqlPath && !url.startsWith(`${graphqlPath}?`)) return false;
    if (wantsGraphiql(request) || !(mayBeKept(request) || mayBeEvents(request))) return false;
    return hosts.has(headers.host ?? '') || isHostSeen(request);
  }

  function deliver(
    request: IncomingMessage,
    response: ServerResponse,
    { key, kept }: Looked,
    listener: RequestListener,
  ): void {
    if (!kept) {
      listener(request, response);
      return;
    }
    const counted = countRequest(request);
    const sendAgain = () => {
      kept.count();
      sendKept(request, response, key, kept);
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
    takes,
    answerFirst(listener, onLeft) {
      return (request, response) => {
        if (!takes(request) || mayBeEvents(request)) {
          listener(request, response);
          return;
        }
        if (request.method === 'GET') {
          deliver(request, response, lookUp(request, undefined), listener);
          return;
        }
        look(request).then(
          (found) => deliver(request, response, found, listener),
          () => onLeft(request, response),
        );
      };
    },
    async answer(request, response) {
      if (mayBeEvents(request)) return await follow(request, response);
      if (!mayBeKept(request)) return await yoga(request, response);
      const { body, key, kept } = await look(request);
      if (kept) return sendKept(request, response, key, kept);
      setSecurityHeaders(response);
      await make(request, response, key, body);
    },
  };
}

interface Looked {
  body: Body | undefined;
  key: string;
  kept: KeptAnswer | undefined;
}

/** The answer; null where the client has left, which breaks off what makes it. */
async function unlessLeft(
  answer: Response | Promise<Response>,
  response: ServerResponse,
): Promise<Response | null> {
  try {
    return await answer;
  } catch (error) {
    if (response.destroyed && error instanceof Error && error.name === 'AbortError') return null;
    throw error;
  }
}

/** What an answer depends on, of all that a request says; whoever asks for a page has been answered. */
function keyOf({ method, headers }: IncomingMessage, operation: string): string {
  return `${method} ${headers.accept ?? ''} ${headers['content-encoding'] ?? ''}\n${operation}`;
}

/** The request as Yoga takes it. Its signal is aborted when the client leaves before it is answered. */
function requestOf(
  yoga: RecordYoga,
  { method = 'GET', url = '', headers }: IncomingMessage,
  response: ServerResponse,
  body: Body | undefined,
): Request {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) left.abort();
  });
  return new yoga.fetchAPI.Request(`http://${headers.host ?? 'localhost'}${url}`, {
    method,
    headers: headers as Record<string, string>,
    signal: left.signal,
    ...(body && { body }),
  });
}
