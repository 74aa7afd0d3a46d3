/**
 * Traces for OpenTelemetry: a span for each request and operation, and in it one for each SQL
 * statement. Loaded only where traces are asked for.
 * https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
import {
  type Context,
  DiagLogLevel,
  defaultTextMapGetter,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { DatabaseKind } from '../../store/store.ts';
import { type Exchange, outcomeOf } from './exchange.ts';
import type { Instrument } from './instruments.ts';

export interface TraceParts {
  protocol: 'http/protobuf' | 'http/json';
  share: number;
  parentDecides: boolean;
  sendEvery: number;
  database: DatabaseKind;
  version: string;
  /** Hears of spans that could not be sent. */
  onFailure: (text: string) => void;
}

export interface Traces extends Instrument {
  /** Sends what is left, for half a second at most. */
  close(): Promise<void>;
}

const closeWithin = 500;

export async function createTraces(parts: TraceParts): Promise<Traces> {
  const { share, parentDecides, sendEvery, database, version, onFailure } = parts;
  // The SDK tells of failures only by these.
  const warn = (...words: unknown[]) => onFailure(words.map(String).join(' '));
  setGlobalErrorHandler((cause) => warn(cause instanceof Error ? cause.message : cause));
  const quiet = () => {};
  diag.setLogger(
    { error: warn, warn, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const root = new TraceIdRatioBasedSampler(share);
  const exporter = await createExporter(parts.protocol);
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'talks-record', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: parentDecides ? new ParentBasedSampler({ root }) : root,
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: sendEvery })],
  });
  const tracer = provider.getTracer('talks-record', version);
  return {
    ...observing(tracer, database === 'sqlite' ? 'sqlite' : 'postgresql'),
    async close() {
      const { promise: patience, resolve: giveUp } = Promise.withResolvers<void>();
      const timer = setTimeout(() => {
        warn(`the last were not taken within ${closeWithin / 1000} s`);
        giveUp();
      }, closeWithin);
      await Promise.race([provider.shutdown().catch(warn), patience]);
      clearTimeout(timer);
    },
  };
}

async function createExporter(protocol: TraceParts['protocol']) {
  // Address, headers and certificates come from the variables that OpenTelemetry names.
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter();
}

function observing(tracer: Tracer, system: string): Instrument {
  const propagator = new W3CTraceContextPropagator();
  const spans = new WeakMap<Exchange, { span: Span; context: Context }>();
  return {
    begin(exchange) {
      const parent = propagator.extract(ROOT_CONTEXT, exchange.parent, defaultTextMapGetter);
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
      spans.set(exchange, { span, context: trace.setSpan(parent, span) });
    },
    end(exchange) {
      const span = spans.get(exchange)?.span;
      if (span?.isRecording()) describe(span, exchange);
      span?.end();
    },
    statement({ sql, milliseconds, failed }, exchange) {
      const within = exchange && spans.get(exchange);
      // What the server does by itself, such as asking for the end of the log, is no one's trace.
      if (!within?.span.isRecording()) return;
      const name = /^\s*\w+/.exec(sql)?.[0].trim().toUpperCase() ?? 'SQL';
      // In milliseconds with fractions: a statement may take less than one.
      const now = performance.timeOrigin + performance.now();
      const span = tracer.startSpan(
        name,
        {
          kind: SpanKind.CLIENT,
          startTime: now - milliseconds,
          attributes: { 'db.system.name': system, 'db.query.text': sql, 'db.operation.name': name },
        },
        within.context,
      );
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(now);
    },
  };
}

function describe(span: Span, exchange: Exchange): void {
  const { id, method, route, path, operation, transport, status } = exchange;
  const outcome = outcomeOf(exchange);
  span.updateName(
    operation ? [operation.kind, operation.name].filter(Boolean).join(' ') : `${method} ${route}`,
  );
  span.setAttributes({
    'talks.request_id': id,
    'talks.transport': transport,
    ...(method !== null && { 'http.request.method': method, 'http.route': route }),
    ...(path !== null && { 'url.path': path }),
    ...(status !== null && { 'http.response.status_code': status }),
    ...(operation && { 'graphql.operation.type': operation.kind }),
    ...(operation?.name != null && { 'graphql.operation.name': operation.name }),
    ...(outcome !== 'ok' && { 'error.type': outcome }),
  });
  // What a caller did wrong is no fault of the service:
  // https://opentelemetry.io/docs/specs/semconv/http/http-spans/#status
  if ((status ?? 0) >= 500 || exchange.codes.has('INTERNAL_SERVER_ERROR')) {
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
}
