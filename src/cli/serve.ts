/** `talks serve`: opens the record, fills it where it is empty, and serves it until it is stopped. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type Config, readConfig } from '../config.ts';
import type { Store } from '../store/store.ts';
import { describeAddresses } from './addresses.ts';
import { stopOnSignals } from './signals.ts';

const settings = `
Environment:
  PORT                 the port to listen on (4000); 0 takes any free one
  HOST                 the address to listen on (127.0.0.1)
  DATA_DIR             the folder of the embedded store (.data)
  DATABASE_URL         a postgres:// address, to be used in place of the embedded store
  ALLOWED_ORIGINS      web origins whose pages may read answers, separated by commas (none)
  RATE_LIMIT           requests a minute from one address, or off (600)
  TRUST_PROXY          proxies whose X-Forwarded-For is believed: addresses, subnets, loopback (none)
  NODE_ENV             production: errors say nothing of what else the schema has
  JWT_SECRET           what editors' tokens are signed with (a secret made in DATA_DIR)
  JWKS_URL             the keys of an identity provider, in its place; then JWT_ISSUER and JWT_AUDIENCE too
  PERSISTED_DOCUMENTS  a JSON file, or a folder of them: documents to be asked for by identifier (none)
  PERSISTED_ONLY       true runs documents on file and nothing else; the explorer is off then (false)

Example:
  PORT=8080 talks serve
`;

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the record over HTTP; an empty store is filled first')
    .option('--check', 'only check the settings and the contract, and load all that serving needs')
    .addHelpText('after', settings)
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
  const [store, graphql, server, keys] = await Promise.all([
    import('../store/open.ts'),
    import('../graphql/schema.ts'),
    import('../server/record-server.ts'),
    import('./token-keys.ts'),
  ]);
  return { ...store, ...graphql, ...server, ...keys };
}

async function serve(): Promise<void> {
  const config = readConfig();
  const persisted = await readPersisted(config);
  const { openStore, buildRecordSchema, createRecordServer, tokenKeysOf } = await loadParts();
  const store = await openStore(config.location);
  try {
    await fillWhereEmpty(store);
    const tokenKeys = await tokenKeysOf(config);
    const server = createRecordServer({
      store,
      schema: buildRecordSchema(),
      tokenKeys,
      allowedOrigins: config.allowedOrigins,
      rateLimit: config.rateLimit,
      trustedProxies: config.trustedProxies,
      suggestions: !config.isProduction,
      persisted,
    });
    const port = await server.listen(config.port, config.host);
    stopOnSignals(() => server.close());
    for (const address of describeAddresses(config.host, port)) {
      process.stdout.write(`The record is served at ${address}/graphql\n`);
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What may be asked for by its identifier, beside what this project sends itself. */
async function readPersisted({ persistedDocuments, persistedOnly }: Config) {
  if (persistedDocuments === null) return { only: persistedOnly };
  const { readManifests } = await import('../server/document-manifests.ts');
  return { only: persistedOnly, documents: await readManifests(persistedDocuments) };
}

/** Reading fixtures takes memory that is never given back, so it is loaded for a first start only. */
async function fillWhereEmpty(store: Store): Promise<void> {
  const { recordState } = await import('../store/state.ts');
  const { version } = await recordState(store);
  if (version > 0) return;
  const { fillIfEmpty } = await import('../intake/fill.ts');
  await fillIfEmpty(store, fileURLToPath(new URL('../../fixtures', import.meta.url)));
}
