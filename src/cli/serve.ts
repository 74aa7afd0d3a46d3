/** `talks serve`: opens the record, fills it where it is empty, and serves it until it is stopped. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type Config, readConfig } from '../config.ts';
import type { Observation } from '../server/instruments/observation.ts';
import type { Store } from '../store/store.ts';
import { describeAddresses } from './addresses.ts';
import { settingsHelp } from './serve-settings.ts';
import { stopOnSignals } from './signals.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the record over HTTP; an empty store is filled first')
    .option('--check', 'only check the settings and the contract, and load all that serving needs')
    .addHelpText('after', settingsHelp)
    .action(({ check }: { check?: true }) => (check ? checkParts() : serve()));
}

async function checkParts(): Promise<void> {
  const config = readConfig();
  const { buildRecordSchema } = await loadParts();
  await readPersisted(config);
  await import('../intake/fill.ts');
  buildRecordSchema();
  process.stdout.write('The settings and the contract hold.\n');
}

/** Loaded late, and together, so that neither the help nor a bad setting has to wait for them. */
async function loadParts() {
  const [store, graphql, server, keys, observing] = await Promise.all([
    import('../store/open.ts'),
    import('../graphql/schema.ts'),
    import('../server/record-server.ts'),
    import('./token-keys.ts'),
    import('./observed-process.ts'),
  ]);
  return { ...store, ...graphql, ...server, ...keys, ...observing };
}

async function serve(): Promise<void> {
  const config = readConfig();
  const drain = config.drainSeconds * 1000;
  const stops: (() => unknown)[] = [];
  // From the beginning: in a container, the first process gets no signal that it has not asked for.
  stopOnSignals(async () => {
    for (const stop of stops.toReversed()) await stop();
  }, drain);

  const persisted = await readPersisted(config);
  const parts = await loadParts();
  const { observation, logger, storeOptions, close } = await parts.observeProcess(config);
  stops.push(close);
  const store = await parts.openStore(config.location, storeOptions);
  try {
    await fillWhereEmpty(store);
    const server = parts.createRecordServer({
      store,
      schema: parts.buildRecordSchema(),
      tokenKeys: await parts.tokenKeysOf(config),
      allowedOrigins: config.allowedOrigins,
      cacheBytes: config.cacheBytes,
      rateLimit: config.rateLimit,
      trustedProxies: config.trustedProxies,
      suggestions: !config.isProduction,
      persisted,
      observation,
      publishMetrics: config.metricsPort === undefined,
    });
    stops.push(await serveMetrics(config, observation));
    giveBackMemory();
    const port = await server.listen(config.port, config.host);
    stops.push(() => logger.info('stopped'));
    stops.push(() => server.close(drain));
    stops.push(() =>
      logger.info(drain > 0 ? { drainSeconds: config.drainSeconds } : {}, 'stopping'),
    );
    for (const warning of config.warnings) logger.warn(warning);
    logger.info({ port, database: store.kind }, 'started');
    for (const address of describeAddresses(config.host, port)) {
      process.stdout.write(`The record is served at ${address}/graphql\n`);
    }
  } catch (error) {
    await store.close();
    for (const stop of stops.toReversed()) await stop();
    throw error;
  }
}

/** What may be asked for by its identifier, beside what this project sends itself. */
async function readPersisted({ persistedDocuments, persistedOnly }: Config) {
  if (persistedDocuments === null) return { only: persistedOnly };
  const { readManifests } = await import('../server/document-manifests.ts');
  return { only: persistedOnly, documents: await readManifests(persistedDocuments) };
}

/** At a port of their own, where that is asked for; what it answers ends that. */
async function serveMetrics(
  { metricsPort, host }: Config,
  { metrics }: Observation,
): Promise<() => Promise<void>> {
  if (metricsPort == null) return async () => {};
  const { createMetricsServer } = await import('../server/instruments/metrics-page.ts');
  const server = createMetricsServer(metrics);
  const port = await server.listen(metricsPort, host);
  for (const address of describeAddresses(host, port)) {
    process.stdout.write(`The metrics are at ${address}/metrics\n`);
  }
  return () => server.close(0);
}

/** Reading fixtures takes memory that is never given back, so it is loaded for a first start only. */
async function fillWhereEmpty(store: Store): Promise<void> {
  const { recordState } = await import('../store/state.ts');
  const { version } = await recordState(store);
  if (version > 0) return;
  const { fillIfEmpty } = await import('../intake/fill.ts');
  await fillIfEmpty(store, fileURLToPath(new URL('../../fixtures', import.meta.url)));
}

/**
 * What the start took, a sixth of the memory: V8 would keep it until there is need of it. It takes
 * some 60 ms, in which nobody waits yet. With `--expose-gc` only: https://nodejs.org/api/cli.html#--expose-gc
 */
function giveBackMemory(): void {
  globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' });
}
