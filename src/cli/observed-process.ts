/** The log, the metrics and the traces of a process that serves, as its settings have them. */
import { inspect } from 'node:util';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createLog } from '../server/instruments/log.ts';
import { createObservation, type Observation } from '../server/instruments/observation.ts';
import type { Traces } from '../server/instruments/traces.ts';
import type { StoreOptions } from '../store/open.ts';
import type { DatabaseKind } from '../store/store.ts';
import { readVersion } from './version.ts';

export interface ObservedProcess {
  observation: Observation;
  logger: Logger;
  /** For opening the store. */
  storeOptions: StoreOptions;
  /** Sends the traces that are left; the log is written whenever the process ends. */
  close(): Promise<void>;
}

export async function observeProcess(config: Config): Promise<ObservedProcess> {
  const { logger, flush } = createLog(config.logLevel, process.stderr);
  // However the process ends, unless it is killed.
  process.on('exit', flush);
  endOnFault(logger);
  const database = 'dataDir' in config.location ? 'sqlite' : 'postgres';
  const traces = await tracesOf(config, database, logger);
  const observation = createObservation({ database, logger, traces, ofProcess: true });
  return {
    observation,
    logger,
    storeOptions: {
      onStatement: observation.instruments.statement,
      onConnectionLost: ({ message }) =>
        logger.warn({ cause: message }, 'a connection to the database was lost'),
    },
    async close() {
      await traces?.close();
    },
  };
}

async function tracesOf(
  { traces }: Config,
  database: DatabaseKind,
  logger: Logger,
): Promise<Traces | null> {
  if (traces === null) return null;
  const { createTraces } = await import('../server/instruments/traces.ts');
  const onFailure = (cause: string) => logger.warn({ cause }, 'traces could not be sent');
  return createTraces({ ...traces, database, version: readVersion(), onFailure });
}

/** What nobody has foreseen ends the process, as it does without this, and stands in the log. */
function endOnFault(logger: Logger): void {
  process.on('uncaughtException', (cause) => {
    const text = `Uncaught exception, which ends the server: ${inspect(cause)}`;
    if (logger.isLevelEnabled('fatal')) logger.fatal(text);
    else process.stderr.write(`${text}\n`);
    process.exit(1);
  });
}
