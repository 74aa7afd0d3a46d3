/** The GraphQL endpoint: the schema behind HTTP, with what every operation passes through. */
import type { GraphQLSchema } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { createContext } from '../graphql/context.ts';
import type { OperationContext, PledgeLog } from '../graphql/operation.ts';
import type { Store } from '../store/store.ts';
import { useBoundedParsing } from './bounded-parsing.ts';
import { corsFor, useVaryByOrigin } from './cors.ts';
import { useEntryPlaces } from './entry-places.ts';
import { useEntryRetries } from './entry-retries.ts';
import { describeFault, isMasked, maskError, type Report, useErrorMasking } from './errors.ts';
import { useEventStream } from './event-stream.ts';
import { type PersistedDocuments, usePersistedDocuments } from './persisted-documents.ts';
import { useRequestParameters } from './request-parameters.ts';
import type { ReadCaller } from './tokens.ts';

export interface YogaParts {
  schema: GraphQLSchema;
  store: Store;
  log: PledgeLog;
  readCaller: ReadCaller;
  persisted: PersistedDocuments;
  allowedOrigins: readonly string[];
  report: Report;
}

/** What the WebSocket endpoint knows of an operation in place of a request. */
interface SocketContext {
  authorization?: string | undefined;
}

export type RecordYoga = YogaServerInstance<SocketContext, OperationContext>;

export const graphqlPath = '/graphql';

/** The largest body of a request, in bytes. */
export const maxBodyBytes = 100_000;

/** The longest operation, in tokens: a page of this record with all its fields takes some 500. */
const maxTokens = 2_000;

/** Builds the endpoint; its `fetch` answers without a port. */
export function createRecordYoga(parts: YogaParts): RecordYoga {
  const { schema, store, log, readCaller, allowedOrigins, report } = parts;
  return createYoga<SocketContext, OperationContext>({
    schema,
    context: async ({ request, authorization }) => ({
      record: createContext(store),
      log,
      caller: await readCaller(authorization ?? request?.headers.get('authorization')),
      // Empty is as good as absent: https://html.spec.whatwg.org/multipage/server-sent-events.html#last-event-id
      resumeAfter: request?.headers.get('last-event-id') || null,
    }),
    graphqlEndpoint: graphqlPath,
    batching: false,
    multipart: false,
    maxRequestBodySize: maxBodyBytes,
    cors: corsFor(allowedOrigins),
    maskedErrors: { maskError: (error) => maskAndReport(error, report) },
    plugins: [
      useRequestParameters(),
      usePersistedDocuments(parts.persisted),
      useBoundedParsing(maxTokens),
      useErrorMasking(report),
      useEntryPlaces(),
      useEntryRetries(),
      useEventStream(),
      allowedOrigins.length > 0 && useVaryByOrigin(),
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
