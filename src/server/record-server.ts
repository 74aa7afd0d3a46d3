/** The whole server: the record behind HTTP, with everything that has an address. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { JointReads } from '../graphql/joint-reads.ts';
import type { PledgeLog } from '../graphql/operation.ts';
import { RowCache } from '../graphql/row-cache.ts';
import { LogWriter } from '../store/log-writer.ts';
import { RecordWatch } from '../store/record-watch.ts';
import type { Store } from '../store/store.ts';
import { AnswerCache } from './answer-cache.ts';
import { atomFeedPath, createAtomFeed } from './atom-feed.ts';
import { describeFault, type Report } from './errors.ts';
import { createExports, exportsPath } from './exports.ts';
import { answerNoGraphiql, createGraphiql, graphiqlScriptPath, wantsGraphiql } from './graphiql.ts';
import { createGraphqlRequests } from './graphql-requests.ts';
import { answerHealth, createReadiness } from './health.ts';
import { createHttpServer } from './http.ts';
import { notesEvents } from './instruments/exchange.ts';
import { createMetricsPage, metricsPath } from './instruments/metrics-page.ts';
import { createObservation, type Observation } from './instruments/observation.ts';
import { observeLeaving, observeRequests } from './instruments/observed-requests.ts';
import { observeSockets } from './instruments/observed-sockets.ts';
import { createOriginReader } from './instruments/request-id.ts';
import { LiveAnswers } from './live-answers.ts';
import { LogFeed } from './log-feed.ts';
import { createPersistedDocuments, type PersistedDocumentsOptions } from './persisted-documents.ts';
import { QueryPlans } from './query-plans.ts';
import { createRequestCounter } from './request-rate.ts';
import { createListener, type Routes } from './routes.ts';
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
  /** Whether queries are run by plans, and not each as if it were the first; true if not given. */
  usePlans?: boolean;
  /** How much answers and rows at hand may take together, in bytes: 64 MB if not given, none if 0. */
  cacheBytes?: number;
  /** What may be asked for by its identifier; what this project sends itself always may. */
  persisted?: PersistedDocumentsOptions;
  /** Hears of each internal fault; standard error if not given. */
  /** What looks on; without it nobody does, but for the metrics. */
  observation?: Observation;
  /** Whether the metrics are read here; true if not given. */
  publishMetrics?: boolean;
  /** Hears of each internal fault; standard error if nobody else does. */
  report?: Report;
}

export interface RecordServer {
  /** Answers GraphQL requests without a port. */
  fetch: RecordYoga['fetch'];
  /** Starts to listen, on any free port where 0 is asked for; answers the port. Throws a ListenError. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Says for so many milliseconds that it is not ready, and serves on. Then lets the requests under
   * way finish, for four seconds at most, and closes the store.
   */
  close(drain?: number): Promise<void>;
}

/** What answers and rows at hand may take together, in bytes. */
const usualCacheBytes = 64_000_000;

/** Longer requests are cut, so that a stop takes less than five seconds. */
const graceMilliseconds = 4_000;

export function createRecordServer(parts: ServerParts): RecordServer {
  const {
    store,
    schema,
    allowedOrigins = [],
    suggestions = true,
    publishMetrics = true,
    cacheBytes = usualCacheBytes,
  } = parts;
  const { observation = createObservation({ database: store.kind }) } = parts;
  const { instruments, metrics } = observation;
  const report = reportTo(parts, observation);
  const plans = parts.usePlans === false ? undefined : new QueryPlans();
  const readCaller = createCallerReader(parts.tokenKeys ?? { secret: randomUUID() });
  const readOrigin = createOriginReader(parts.trustedProxies ?? []);
  const persisted = createPersistedDocuments(parts.persisted);
  const watch = new RecordWatch({
    store,
    onChange: () => feed.wake(),
    onFault: (cause) => report(describeFault(cause, 'the live feed')),
  });
  const feed = new LogFeed(store, watch, report);
  const writer = new LogWriter(store, (state) => watch.heard(state));
  metrics.watchLog(() => feed.position());
  const half = cacheBytes / 2;
  const rows = new RowCache({ known: () => watch.known, bytes: half });
  const reads = { rows, joint: new JointReads(store) };
  const log: PledgeLog = {
    write: (request, stop) => writer.write(request, stop),
    end: () => feed.end(),
    begin: (left) => feed.endOnceReadable(left),
    follow(after, filter) {
      instruments.outside(() => watch.start());
      return feed.follow(after, filter);
    },
  };
  const shared = { readCaller, persisted, allowedOrigins, report };
  const version = () => watch.known?.version ?? null;
  const live = new LiveAnswers({ store, reads, feed, version, report });
  const yoga = createRecordYoga({
    ...shared,
    ...observation,
    store,
    reads,
    plans,
    schema,
    log,
    live,
    suggestions,
  });
  const countRequest = createRequestCounter(parts);
  const dependsOnOrigin = allowedOrigins.length > 0;
  const answers = new AnswerCache({
    known: () => watch.known,
    maxBytes: half,
    vary: dependsOnOrigin ? 'Origin, Accept, Accept-Encoding' : 'Accept, Accept-Encoding',
  });
  metrics.watchCache('answers', () => answers.stats);
  metrics.watchCache('rows', () => rows.stats);
  const requests = createGraphqlRequests({
    yoga,
    answers,
    countRequest,
    tallyOf: (name) => metrics.answeredAgain(name),
    requestId: () => instruments.current()?.id,
    noteEvents: () => notesEvents(instruments.current()),
    dependsOnOrigin,
  });
  const observer = observeSockets(instruments, readOrigin);
  const webSocket = createWebSocketEndpoint({ ...shared, yoga, countRequest, observer });
  let leaving = false;
  const graphiql = createGraphiql();
  const answerGraphiql = persisted.only ? answerNoGraphiql : graphiql.answerPage;
  const routes: Routes = {
    [graphqlPath]: {
      methods: ['GET', 'POST', 'OPTIONS'],
      answer: (request, response) =>
        wantsGraphiql(request)
          ? answerGraphiql(request, response)
          : requests.answer(request, response),
    },
    [graphiqlScriptPath]: { methods: ['GET', 'HEAD'], answer: graphiql.answerScript },
    [exportsPath]: { methods: ['GET', 'HEAD'], answer: createExports(store) },
    [atomFeedPath]: { methods: ['GET', 'HEAD'], answer: createAtomFeed(store) },
    '/health': { methods: ['GET', 'HEAD'], answer: answerHealth, isOperational: true },
    '/ready': {
      methods: ['GET', 'HEAD'],
      answer: createReadiness({ store, feed, isLeaving: () => leaving, report }),
      isOperational: true,
    },
    ...(publishMetrics && {
      [metricsPath]: { methods: ['GET', 'HEAD'], answer: createMetricsPage(metrics) },
    }),
  };
  const listener = createListener({
    routes,
    findRoute: createWebPage({ schema, store, log, report }),
    countRequest,
    direct: requests,
    report,
  });
  const observed = observeRequests(listener, routes, instruments, readOrigin, requests.follows);
  const left = observeLeaving(routes, instruments, readOrigin);
  const http = createHttpServer(requests.answerFirst(observed, left), (request, socket, head) =>
    webSocket.upgrade(request, socket, head),
  );
  return {
    fetch: yoga.fetch,
    listen(port, host) {
      instruments.outside(() => watch.start());
      return http.listen(port, host);
    },
    async close(drain = 0) {
      leaving = true;
      if (drain > 0) await wait(drain);
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

function reportTo({ report, observation }: ServerParts, { instruments }: Observation): Report {
  const tell = report ?? (observation ? undefined : console.error);
  return (text) => {
    instruments.report(text);
    tell?.(text);
  };
}
