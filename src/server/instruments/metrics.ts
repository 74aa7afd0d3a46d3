/**
 * What is counted and timed, as Prometheus reads it. Whoever asks may make up names, paths and codes
 * at will, so nothing of theirs becomes a label without a bound.
 */
import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
  type RegistryContentType,
} from 'prom-client';
import type { DatabaseKind } from '../../store/store.ts';
import { isOperation, operationsRoute, outcomeOf, type Transport } from './exchange.ts';
import type { Instrument } from './instruments.ts';
import { createNames } from './operation-names.ts';

/** How far this process is in the pledge log. */
export interface LogPosition {
  /** The newest place in the store. */
  end: number;
  /** The newest place that this process has heard of; null where nobody follows the log here. */
  heard: number | null;
  /** The place of the subscriber that is furthest behind; null where there is none. */
  furthestBehind: number | null;
}

/** Counted where a call would cost more than what is counted. */
export interface Tally {
  times: number;
}

/** What a cache knows of itself. */
export interface CacheStats {
  /** Since the process began. */
  hits: number;
  misses: number;
  /** Now. */
  bytes: number;
}

export interface Metrics extends Instrument {
  /** Counts a subscriber; the answer is called when they leave. */
  subscribed(transport: Transport): () => void;
  /** Where it is counted how often queries of this name are answered again from memory. */
  answeredAgain(name: string | null): Tally;
  /** Says how a cache is asked for what it knows; its name is one of a few words of ours. */
  watchCache(name: string, read: () => CacheStats): void;
  /** Says how the position is read, when somebody asks. It throws where the store cannot be read. */
  watchLog(read: () => Promise<LogPosition>): void;
  contentType: RegistryContentType;
  /** All metrics as text. */
  text(): Promise<string>;
}

const answerSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const statementSeconds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** `ofProcess` adds what Node tells of itself: memory, CPU, the delay of the event loop. Once a process. */
export function createMetrics(
  database: DatabaseKind,
  options: { ofProcess?: boolean } = {},
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.ofProcess) collectDefaultMetrics({ register: registry });
  const labelOf = createNames();

  const requests = new Counter({
    name: 'talks_http_requests_total',
    help: 'HTTP requests that were answered.',
    labelNames: ['route', 'status'],
    registers,
  });
  const operations = new Counter({
    name: 'talks_operations_total',
    help: 'GraphQL operations by the name that callers gave them (the first 100 names, then "other"), and by "ok" or the code of the first error.',
    labelNames: ['operation', 'kind', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'talks_operation_duration_seconds',
    help: 'How long queries and mutations took.',
    labelNames: ['operation', 'kind'],
    buckets: answerSeconds,
    registers,
  });
  const statements = new Histogram({
    name: 'talks_sql_statement_duration_seconds',
    help: 'How long SQL statements took.',
    labelNames: ['database'],
    buckets: statementSeconds,
    registers,
  });
  const failedStatements = new Counter({
    name: 'talks_sql_statements_failed_total',
    help: 'SQL statements that failed, or were broken off.',
    labelNames: ['database'],
    registers,
  });
  const faults = new Counter({
    name: 'talks_internal_faults_total',
    help: 'Internal faults; each is told in the log.',
    registers,
  });
  const caches = watchedCaches(registers);
  const subscribers = new Gauge({
    name: 'talks_subscribers',
    help: 'Subscriptions under way.',
    labelNames: ['transport'],
    registers,
  });
  for (const transport of ['sse', 'websocket']) subscribers.set({ transport }, 0);
  const timed = statements.labels(database);
  const again = new Map<string, Tally>();

  return {
    contentType: registry.contentType,
    text() {
      for (const [operation, tally] of again) {
        operations.inc({ operation, kind: 'query', outcome: 'ok' }, tally.times);
        requests.inc({ route: operationsRoute, status: '200' }, tally.times);
        tally.times = 0;
      }
      return registry.metrics();
    },
    end(exchange) {
      const { method, route, status, operation, milliseconds } = exchange;
      if (method !== null) requests.inc({ route, status: status ?? 'none' });
      if (!isOperation(exchange)) return;
      const kind = operation?.kind ?? 'unknown';
      const outcome = outcomeOf(exchange);
      const name = operation === null ? 'unknown' : labelOf(operation.name, outcome === 'ok');
      operations.inc({ operation: name, kind, outcome });
      if (kind !== 'subscription')
        durations.observe({ operation: name, kind }, milliseconds / 1000);
    },
    statement({ milliseconds, failed }) {
      timed.observe(milliseconds / 1000);
      if (failed) failedStatements.inc({ database });
    },
    fault: () => faults.inc(),
    subscribed(transport) {
      subscribers.inc({ transport });
      let left = false;
      return () => {
        if (!left) subscribers.dec({ transport });
        left = true;
      };
    },
    answeredAgain(name) {
      const label = labelOf(name, true);
      const tally = again.get(label) ?? { times: 0 };
      again.set(label, tally);
      return tally;
    },
    watchCache: (name, read) => void caches.set(name, read),
    watchLog: (read) => watchLog(read, registers),
  };
}

/** They count for themselves, since they are asked far more often than anybody asks for metrics. */
function watchedCaches(registers: Registry[]): Map<string, () => CacheStats> {
  const caches = new Map<string, () => CacheStats>();
  new Counter({
    name: 'talks_cache_requests_total',
    help: 'What caches were asked, and whether they had it.',
    labelNames: ['cache', 'result'],
    registers,
    collect() {
      this.reset();
      for (const [cache, read] of caches) {
        const { hits, misses } = read();
        this.inc({ cache, result: 'hit' }, hits);
        this.inc({ cache, result: 'miss' }, misses);
      }
    },
  });
  new Gauge({
    name: 'talks_cache_bytes',
    help: 'What caches hold, about, in bytes.',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [cache, read] of caches) this.set({ cache }, read().bytes);
    },
  });
  return caches;
}

function watchLog(read: () => Promise<LogPosition>, registers: Registry[]): void {
  let reading: Promise<LogPosition | null> | undefined;
  // Read once for all that are asked for together; where it cannot be read, none is a number.
  const position = () => {
    reading ??= read()
      .catch(() => null)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const gauge = (name: string, help: string, value: (position: LogPosition) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const now = await position();
        this.set(now ? value(now) : Number.NaN);
      },
    });
  gauge('talks_log_end', 'The newest place in the pledge log.', ({ end }) => end);
  gauge(
    'talks_log_behind_entries',
    'Entries of the pledge log that this process has not heard of; 0 where nobody follows it here.',
    ({ end, heard }) => end - (heard ?? end),
  );
  gauge(
    'talks_log_subscriber_behind_entries',
    'Entries that the subscriber who is furthest behind has not been given.',
    ({ end, furthestBehind }) => end - (furthestBehind ?? end),
  );
}
