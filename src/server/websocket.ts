/** Operations over WebSocket, by the graphql-transport-ws protocol, at the address of everything else. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import { type Context, handleProtocols, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { formatAnswer, formatError } from './answer-format.ts';
import { coded, describeFault, type Report } from './errors.ts';
import type {
  Enveloped,
  Observed,
  Prepared,
  SocketObserver,
} from './instruments/observed-sockets.ts';
import { beyondLimit, limits } from './limits.ts';
import { subscriptionOf } from './live-subscriptions.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import type { CountRequest } from './request-rate.ts';
import { readTarget } from './request-target.ts';
import { securityHeaderLines } from './security-headers.ts';
import { SocketAnswers } from './socket-answers.ts';
import {
  createSocketProtocol,
  type InitPayload,
  longestFrame,
  type SocketExtra,
} from './socket-protocol.ts';
import type { ReadCaller } from './tokens.ts';
import { graphqlPath, type RecordYoga } from './yoga.ts';

export interface WebSocketParts {
  yoga: RecordYoga;
  readCaller: ReadCaller;
  countRequest: CountRequest;
  persisted: PersistedDocuments;
  allowedOrigins: readonly string[];
  observer: SocketObserver;
  report: Report;
}

export interface WebSocketEndpoint {
  /** Takes a connection over from HTTP. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells the clients to come back (1001), and after so many milliseconds cuts those that do not answer. */
  close(grace: number): Promise<void>;
}

/** Says that the fault is not the client's, which may come back: https://www.iana.org/assignments/websocket */
const tryAgainLater = 1013;
const goingAway = 1001;

type SocketContext = Context<InitPayload, SocketExtra>;

export function createWebSocketEndpoint(parts: WebSocketParts): WebSocketEndpoint {
  const { yoga, readCaller, countRequest, allowedOrigins, observer, report } = parts;
  const leftOf = createLeavings();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestFrame,
    handleProtocols,
  });
  sockets.on('headers', (headers, request) => headers.push(observer.idLine(request)));
  const takeOver = createSocketProtocol(
    {
      execute: (args) => (args.rootValue as Enveloped).execute(args) as never,
      subscribe: (args) => (args.rootValue as Enveloped).subscribe(args) as never,
      // A token that is not valid is refused with the connection (4403), not with each operation.
      onConnect: async ({ connectionParams, extra }) => {
        try {
          await readCaller(authorizationOf(connectionParams, extra.request));
          return true;
        } catch (cause) {
          if (cause instanceof GraphQLError) return false;
          report(describeFault(cause, 'a WebSocket connection'));
          extra.socket.close(tryAgainLater, 'Try again later');
          return false;
        }
      },
      onSubscribe: (context, _id, params) =>
        observer.prepare(context.extra.request, () => prepare(context, params)),
      onOperation: ({ extra }, id, _params, { rootValue, contextValue }, answers) => {
        const subscription = subscriptionOf(contextValue as object);
        // Refused by whoever looked at it afterwards.
        if (!subscription || !(Symbol.asyncIterator in answers)) return;
        const { onEvent } = rootValue as Observed;
        const left = leftOf(extra.socket);
        return new SocketAnswers({ connection: extra, id, subscription, onEvent, left });
      },
      onError: (_context, _id, _params, errors) => errors.map(formatError),
      onNext: (_context, _id, _params, _args, answer) => formatAnswer(answer),
    },
    report,
  );
  return {
    upgrade(request, socket, head) {
      // Whoever has gone already is nobody to tell.
      socket.on('error', () => socket.destroy());
      const opening = observer.open(request);
      const refuse = (statusAndHeaders: string) => {
        observer.opened(opening, Number.parseInt(statusAndHeaders, 10));
        answerRefusal(socket, `${statusAndHeaders}\r\n${observer.idLine(request)}`);
      };
      if (readTarget(request)?.path !== graphqlPath) return refuse('404 Not Found');
      if (!isAllowed(request, allowedOrigins)) return refuse('403 Forbidden');
      void Promise.resolve(countRequest(request)).then((tooMany) => {
        if (tooMany) return refuse(`429 Too Many Requests\r\nRetry-After: ${tooMany.retryAfter}`);
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          observer.opened(opening, 101);
          takeOver(webSocket, request);
        });
      });
    },
    close: async (grace) => {
      const deadline = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, grace);
      for (const client of sockets.clients) client.close(goingAway, 'Going away');
      const closed = Promise.withResolvers<void>();
      sockets.close(() => closed.resolve());
      await closed.promise;
      clearTimeout(deadline);
    },
  };

  async function prepare(
    { connectionParams, extra, subscriptions }: SocketContext,
    params: SubscribePayload,
  ): Promise<Prepared> {
    if (Object.keys(subscriptions).length > limits.socketOperations) return [tooManyAtOnce()];
    const refused = await countRequest(extra.request);
    if (refused) return [refused.error];
    const authorization = authorizationOf(connectionParams, extra.request);
    const { schema, parse, validate, contextFactory, execute, subscribe } = yoga.getEnveloped({
      params,
      authorization,
      connection: extra.socket,
      left: leftOf(extra.socket),
    });
    try {
      const document = parse(parts.persisted.documentOf(params));
      const faults = validate(schema, document);
      if (faults.length > 0)
        return faults.map((fault: GraphQLError) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
      return {
        schema,
        document,
        operationName: params.operationName,
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe } satisfies Enveloped,
      };
    } catch (cause) {
      if (cause instanceof GraphQLError) return [coded(cause, 'GRAPHQL_PARSE_FAILED')];
      throw cause;
    }
  }
}

function answerRefusal(socket: Duplex, statusAndHeaders: string): void {
  const headers = `${securityHeaderLines}Connection: close\r\nContent-Length: 0`;
  socket.end(`HTTP/1.1 ${statusAndHeaders}\r\n${headers}\r\n\r\n`);
}

function tooManyAtOnce(): GraphQLError {
  const maximum = limits.socketOperations;
  return beyondLimit(
    'RATE_LIMITED',
    `Expected at most ${maximum} operations under way on one WebSocket, got one more. Wait for one of them, or end one.`,
    { limit: 'socketOperations', maximum, actual: maximum + 1 },
  );
}

/** Gives each connection a signal that says when it is gone. */
function createLeavings(): (socket: WebSocket) => AbortSignal {
  const known = new WeakMap<WebSocket, AbortSignal>();
  return (socket) => {
    const signal = known.get(socket);
    if (signal) return signal;
    const gone = new AbortController();
    socket.once('close', () => gone.abort());
    known.set(socket, gone.signal);
    return gone.signal;
  };
}

/** A token comes with the connection's first message, or with the request that opens it. */
function authorizationOf(
  params: InitPayload | undefined,
  request: IncomingMessage,
): string | undefined {
  const given = params?.authorization ?? params?.Authorization;
  return given === undefined ? request.headers.authorization : String(given);
}

/** Pages of other origins may not read over WebSocket either, which knows nothing of CORS. */
function isAllowed({ headers }: IncomingMessage, allowedOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  return URL.parse(origin)?.host === host;
}
