/** The GraphQL endpoint: the schema behind HTTP, with what every operation passes through. */
import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { type CommonReads, createContext } from '../graphql/context.ts';
import type { OperationContext, PledgeLog } from '../graphql/operation.ts';
import type { Store } from '../store/store.ts';
import { useBoundedParsing } from './bounded-parsing.ts';
import { corsFor, useVaryByOrigin } from './cors.ts';
import { describeFault, isMasked, maskError, type Report, useErrorMasking } from './errors.ts';
import { type OpenEvents, useEventStream } from './event-stream.ts';
import type { Instruments } from './instruments/instruments.ts';
import type { Metrics } from './instruments/metrics.ts';
import { useObservation } from './instruments/observed-operations.ts';
import { type Making, useLastingAnswers } from './lasting-answers.ts';
import type { LiveAnswers } from './live-answers.ts';
import { useLiveSubscriptions } from './live-subscriptions.ts';
import { useOperationDeadline } from './operation-deadline.ts';
import { useOperationLimits } from './operation-limits.ts';
import { type PersistedDocuments, usePersistedDocuments } from './persisted-documents.ts';
import { type QueryPlans, useQueryPlans } from './query-plans.ts';
import { useRequestParameters } from './request-parameters.ts';
import { useSubscriptionLimit } from './subscription-limit.ts';
import type { ReadCaller } from './tokens.ts';

export interface YogaParts {
  schema: GraphQLSchema;
  store: Store;
  /** What operations have in common that read the store. */
  reads?: CommonReads;
  log: PledgeLog;
  /** What queries are run by; each is executed as GraphQL has it if not given. */
  plans?: QueryPlans | undefined;
  live: Pick<LiveAnswers, 'join'>;
  readCaller: ReadCaller;
  persisted: PersistedDocuments;
  allowedOrigins: readonly string[];
  /** Whether faults of validation may name what was perhaps meant; not in production. */
  suggestions: boolean;
  report: Report;
  instruments: Instruments;
  metrics: Metrics;
}

/** What the WebSocket endpoint knows of an operation in place of a request, and node:http beside it. */
interface ConnectionContext {
  connection?: object;
  authorization?: string | undefined;
  left?: AbortSignal;
  req?: IncomingMessage;
  making?: Making;
  events?: OpenEvents;
}

export type RecordYoga = YogaServerInstance<ConnectionContext, OperationContext>;

export const graphqlPath = '/graphql';

/** Builds the endpoint; its `fetch` answers without a port. */
export function createRecordYoga(parts: YogaParts): RecordYoga {
  const {
    schema,
    store,
    reads,
    log,
    live,
    plans,
    readCaller,
    allowedOrigins,
    suggestions,
    report,
  } = parts;
  return createYoga<ConnectionContext, OperationContext>({
    schema,
    context: async ({ request, authorization, connection, left, req }) => ({
      record: createContext(store, reads),
      log,
      caller: await readCaller(authorization ?? request?.headers.get('authorization')),
      // Empty is as good as absent: https://html.spec.whatwg.org/multipage/server-sent-events.html#last-event-id
      left: left ?? request?.signal,
      connection: connection ?? req?.socket ?? request,
      resumeAfter: request?.headers.get('last-event-id') || null,
    }),
    graphqlEndpoint: graphqlPath,
    batching: false,
    multipart: false,
    // The parameters are read with a limit of their own.
    maxRequestBodySize: false,
    cors: corsFor(allowedOrigins),
    maskedErrors: { maskError: (error) => maskAndReport(error, report) },
    plugins: [
      useRequestParameters(),
      usePersistedDocuments(parts.persisted),
      useBoundedParsing(),
      useOperationLimits({ suggestions }),
      useSubscriptionLimit(),
      plans ? useQueryPlans(plans) : {},
      useOperationDeadline(),
      useErrorMasking(report, suggestions),
      useLastingAnswers(),
      useLiveSubscriptions(live),
      useEventStream(),
      allowedOrigins.length > 0 && useVaryByOrigin(),
      useObservation(parts.instruments, parts.metrics),
    ],
    // Pages, health and unknown paths are routed in front of Yoga. No address holds a space, so
    // this turns its own health check off, which would answer any address that ends in the word.
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: ' ',
    // Faults are reported where they are masked; Yoga would report them twice.
    logging: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

/** What breaks outside an execution, such as making the context. */
function maskAndReport(error: unknown, report: Report): Error {
  const shown = maskError(error);
  if (isMasked(shown) && shown !== error) report(describeFault(error));
  return shown;
}
