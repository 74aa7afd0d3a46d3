/** The instruments of a server, put together. */
import type { Logger } from 'pino';
import type { DatabaseKind } from '../../store/store.ts';
import { createInstruments, type Instruments } from './instruments.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createRequestLines } from './request-lines.ts';
import type { Traces } from './traces.ts';

export interface Observation {
  instruments: Instruments;
  metrics: Metrics;
}

export interface ObservationParts {
  database: DatabaseKind;
  /** Without it there is no line for each request. */
  logger?: Logger;
  traces?: Traces | null;
  /** Whether the metrics tell of the process too: of one server in each. */
  ofProcess?: boolean;
}

export function createObservation(parts: ObservationParts): Observation {
  const { database, logger, traces, ofProcess = false } = parts;
  const metrics = createMetrics(database, { ofProcess });
  const instruments = createInstruments([
    metrics,
    ...(logger ? [createRequestLines(logger)] : []),
    ...(traces ? [traces] : []),
  ]);
  return { instruments, metrics };
}
