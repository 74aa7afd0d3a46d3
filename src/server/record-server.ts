/** The whole server: the record behind HTTP, with everything that has an address. */
import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { PledgeLog } from '../graphql/operation.ts';
import { RowCache } from '../graphql/row-cache.ts';
import { LogWriter } from '../store/log-writer.ts';
import { RecordWatch } from '../store/record-watch.ts';
import type { Store } from '../store/store.ts';
import { atomFeedPath, createAtomFeed } from './atom-feed.ts';
import { describeFault, type Report } from './errors.ts';
import { createExports, exportsPath } from './exports.ts';
import { createGraphiql, graphiqlScriptPath, wantsGraphiql } from './graphiql.ts';
import { answerHealth, createReadiness } from './health.ts';
import { createHttpServer } from './http.ts';
import { LogFeed } from './log-feed.ts';
import { createRequestCounter } from './request-rate.ts';
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
  /** Requests a minute from one address: 600 if not given, any number if null. */
  rateLimit?: number | null;
  /** The proxies whose `X-Forwarded-For` is believed: addresses, subnets, or names of such. */
  trustedProxies?: readonly string[];
  /** Whether errors may say what was perhaps meant, which tells of what else there is; true if not given. */
  suggestions?: boolean;
  /** About how many bytes of rows are kept at hand; 32 MB if not given. */
  rowCacheBytes?: number;
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
  const { store, schema, allowedOrigins = [], suggestions = true, report = console.error } = parts;
  const readCaller = createCallerReader(parts.tokenKeys ?? { secret: randomUUID() });
  const watch = new RecordWatch({
    store,
    onChange: () => feed.wake(),
    onFault: (cause) => report(describeFault(cause, 'the live feed')),
  });
  const feed = new LogFeed(store, watch, report);
  const writer = new LogWriter(store, (state) => watch.heard(state));
  const rows = new RowCache({ known: () => watch.known, bytes: parts.rowCacheBytes });
  const log: PledgeLog = {
    write: (request, stop) => writer.write(request, stop),
    end: () => feed.end(),
    begin: (left) => feed.endOnceReadable(left),
    follow(after, filter) {
      watch.start();
      return feed.follow(after, filter);
    },
  };
  const shared = { readCaller, allowedOrigins, report };
  const yoga = createRecordYoga({ ...shared, store, rows, schema, log, suggestions });
  const countRequest = createRequestCounter(parts);
  const webSocket = createWebSocketEndpoint({ ...shared, yoga, countRequest });
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
      '/health': { methods: ['GET', 'HEAD'], answer: answerHealth, isOperational: true },
      '/ready': {
        methods: ['GET', 'HEAD'],
        answer: createReadiness(store, report),
        isOperational: true,
      },
    },
    createWebPage(),
    countRequest,
    report,
  );
  const http = createHttpServer(listener, (request, socket, head) =>
    webSocket.upgrade(request, socket, head),
  );
  return {
    fetch: yoga.fetch,
    listen(port, host) {
      watch.start();
      return http.listen(port, host);
    },
    async close() {
      // Whoever follows the log loses the connection, and so comes back, to another server.
      await Promise.all([
        webSocket.close(graceMilliseconds),
        watch.stop().then(() => feed.stop()),
        http.close(graceMilliseconds),
      ]);
      await store.close();
    },
  };
}
