/** A server on a port, with everything that looks on. */
import { pino } from 'pino';
import type { Instruments } from '../../src/server/instruments/instruments.ts';
import type { Metrics } from '../../src/server/instruments/metrics.ts';
import { createObservation } from '../../src/server/instruments/observation.ts';
import type { ServerParts } from '../../src/server/record-server.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { openAstana } from '../databases.ts';
import { until } from '../faults/deadline.ts';
import { type Served, serveOnPort } from '../server/served.ts';
import { tokenSecret } from '../service.ts';

/** A line of the log. */
export type Line = { readonly [field: string]: unknown };

export interface Observed extends Served {
  metrics: Metrics;
  instruments: Instruments;
  store: Awaited<ReturnType<typeof openAstana>>;
  /** The log as it is written. */
  text(): string;
  /** The lines that a test fits, once there are so many. */
  lines(fits: Partial<Line>, count?: number): Promise<Line[]>;
  /** The value of a metric with these labels, or none where it is not there. */
  metric(name: string, labels?: { readonly [label: string]: string }): Promise<number | undefined>;
}

/** Serves the shipped set until the test ends. */
export async function serveObserved(
  location: StoreLocation,
  options: Partial<ServerParts> = {},
): Promise<Observed> {
  const written: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => void written.push(line) });
  const database = 'dataDir' in location ? 'sqlite' : 'postgres';
  const observation = createObservation({ database, logger });
  const { metrics, instruments } = observation;
  const store = await openAstana(location, { onStatement: instruments.statement });
  const served = await serveOnPort(store, {
    observation,
    tokenKeys: { secret: tokenSecret },
    ...options,
  });
  const fitting = (fits: Partial<Line>) =>
    written
      .map((line): Line => JSON.parse(line))
      .filter((line) => Object.entries(fits).every(([name, value]) => line[name] === value));
  return {
    ...served,
    metrics,
    instruments,
    store,
    text: () => written.join(''),
    lines: (fits, count = 1) =>
      // An answer is read before the server has noticed that it is sent.
      until(
        `${count} lines with ${JSON.stringify(fits)}`,
        () => {
          const found = fitting(fits);
          return found.length >= count && found;
        },
        5_000,
        () => written.join(''),
      ),
    async metric(name, labels = {}) {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      const line = (await metrics.text())
        .split('\n')
        .find(
          (each) =>
            each.split(/[{ ]/, 1)[0] === name && wanted.every((label) => each.includes(label)),
        );
      return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
    },
  };
}
