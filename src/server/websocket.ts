/** Operations over WebSocket, by the graphql-transport-ws protocol, at the address of everything else. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { formatAnswer, formatError } from './answer-format.ts';
import { describeFault, type Report } from './errors.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { readTarget } from './request-target.ts';
import type { ReadCaller } from './tokens.ts';
import { graphqlPath, maxBodyBytes, type RecordYoga } from './yoga.ts';

export interface WebSocketParts {
  yoga: RecordYoga;
  readCaller: ReadCaller;
  persisted: PersistedDocuments;
  allowedOrigins: readonly string[];
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

/** What the execution carries along: the functions that pass through every plugin. */
interface Enveloped {
  execute: (args: ExecutionArgs) => unknown;
  subscribe: (args: ExecutionArgs) => unknown;
}

export function createWebSocketEndpoint(parts: WebSocketParts): WebSocketEndpoint {
  const { yoga, readCaller, allowedOrigins, report } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxBodyBytes });
  const server = useServer<{ authorization?: unknown }>(
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
      onSubscribe: async ({ connectionParams, extra }, _id, params) => {
        const authorization = authorizationOf(connectionParams, extra.request);
        const { schema, parse, validate, contextFactory, execute, subscribe } = yoga.getEnveloped({
          params,
          authorization,
        });
        try {
          const document = parse(parts.persisted.documentOf(params));
          const faults = validate(schema, document);
          if (faults.length > 0) return faults;
          return {
            schema,
            document,
            operationName: params.operationName,
            variableValues: params.variables,
            contextValue: await contextFactory(),
            rootValue: { execute, subscribe } satisfies Enveloped,
          };
        } catch (cause) {
          if (cause instanceof GraphQLError) return [cause];
          throw cause;
        }
      },
      onError: (_context, _id, _params, errors) => errors.map(formatError),
      onNext: (_context, _id, _params, _args, answer) => formatAnswer(answer),
    },
    sockets,
  );
  return {
    upgrade(request, socket, head) {
      // Whoever has gone already is nobody to tell.
      socket.on('error', () => socket.destroy());
      if (readTarget(request)?.path !== graphqlPath) return refuse(socket, '404 Not Found');
      if (!isAllowed(request, allowedOrigins)) return refuse(socket, '403 Forbidden');
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        sockets.emit('connection', webSocket, request);
      });
    },
    close: async (grace) => {
      const deadline = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, grace);
      await server.dispose();
      clearTimeout(deadline);
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A token comes with the connection's first message, or with the request that opens it. */
function authorizationOf(
  params: { authorization?: unknown; Authorization?: unknown } | undefined,
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
