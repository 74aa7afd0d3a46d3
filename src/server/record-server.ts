/** The whole server: the record behind HTTP, with everything that has an address. */
import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { PledgeLog } from '../graphql/operation.ts';
import { LogWriter } from '../store/log-writer.ts';
import type { Store } from '../store/store.ts';
import { atomFeedPath, createAtomFeed } from './atom-feed.ts';
import type { Report } from './errors.ts';
import { createExports, exportsPath } from './exports.ts';
import { createGraphiql, graphiqlScriptPath, wantsGraphiql } from './graphiql.ts';
import { answerHealth, createReadiness } from './health.ts';
import { createHttpServer } from './http.ts';
import { LogFeed } from './log-feed.ts';
import { createListener } from './routes.ts';
import { createCallerReader, type TokenKeys } from './tokens.ts';
import { createWebPage } from './web-page.ts';
import { createWebSocketEndpoint } from './websocket.ts';
import { createRecordYoga, graphqlPath, type RecordYoga } from './yoga.ts';

export interface ServerParts {
  store: Store;
  schema: GraphQLSchema;
  /** What tokens are signed with; without it no token is valid, and nobody writes. */
  tokenKeys?: TokenKeys;
  /** Web origins whose pages may read answers; none if not given. */
  allowedOrigins?: readonly string[];
  /** Hears of each internal fault; standard error if not given. */
  report?: Report;
}

export interface RecordServer {
  /** Answers GraphQL requests without a port. */
  fetch: RecordYoga['fetch'];
  /** Starts to listen, on any free port where 0 is asked for; answers the port. Throws a ListenError. */
  listen(port: number, host: string): Promise<number>;
  /** Lets the requests under way finish, for four seconds at most, and then closes the store. */
  close(): Promise<void>;
}

/** Longer requests are cut, so that a stop takes less than five seconds. */
const graceMilliseconds = 4_000;

export function createRecordServer(parts: ServerParts): RecordServer {
  const { store, schema, allowedOrigins = [], report = console.error } = parts;
  const readCaller = createCallerReader(parts.tokenKeys ?? { secret: randomUUID() });
  const feed = new LogFeed(store, report);
  const writer = new LogWriter(store, () => feed.ring());
  const log: PledgeLog = {
    write: (request) => writer.write(request),
    end: () => feed.end(),
    follow: (after, filter) => feed.follow(after, filter),
  };
  const yoga = createRecordYoga({ store, schema, log, readCaller, allowedOrigins, report });
  const webSocket = createWebSocketEndpoint({ yoga, readCaller, allowedOrigins, report });
  const graphiql = createGraphiql();
  const listener = createListener(
    {
      [graphqlPath]: {
        methods: ['GET', 'POST', 'OPTIONS'],
        answer: (request, response) =>
          wantsGraphiql(request) ? graphiql.answerPage(request, response) : yoga(request, response),
      },
      [graphiqlScriptPath]: { methods: ['GET', 'HEAD'], answer: graphiql.answerScript },
      [exportsPath]: { methods: ['GET', 'HEAD'], answer: createExports(store) },
      [atomFeedPath]: { methods: ['GET', 'HEAD'], answer: createAtomFeed(store) },
      '/health': { methods: ['GET', 'HEAD'], answer: answerHealth },
      '/ready': { methods: ['GET', 'HEAD'], answer: createReadiness(store, report) },
    },
    createWebPage({ schema, store, log, report }),
    report,
  );
  const http = createHttpServer(listener, (request, socket, head) =>
    webSocket.upgrade(request, socket, head),
  );
  return {
    fetch: yoga.fetch,
    listen: http.listen,
    async close() {
      // Whoever follows the log loses the connection, and so comes back, to another server.
      await Promise.all([
        webSocket.close(graceMilliseconds),
        feed.stop(),
        http.close(graceMilliseconds),
      ]);
      await store.close();
    },
  };
}
