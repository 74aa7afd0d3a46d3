/** The settings of a running server, and the only reader of the environment. */
import {
  readAllowedOrigins,
  readDatabaseUrl,
  readHost,
  readMetricsPort,
  readPort,
  readRateLimit,
  readTrustedProxies,
} from './config/network.ts';
import { choice, type Environment, setting, shown, wholeNumber } from './config/setting.ts';
import { readTokenKeys, type TokenKeySettings } from './config/token-keys.ts';
import { readTraces, type TraceSettings } from './config/traces.ts';

export { ConfigError, type Environment } from './config/setting.ts';

export interface Config {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Where the record is kept; the shape that `openStore` takes. */
  location: { dataDir: string } | { databaseUrl: string };
  /** What answers and rows at hand may take together, in bytes. */
  cacheBytes: number;
  /** Requests a minute from one address; null for any number. */
  rateLimit: number | null;
  /** The proxies whose word is taken for who asks, and under which request id. */
  trustedProxies: readonly string[];
  /** Whether this is what the public uses: errors then say nothing of what else there is. */
  isProduction: boolean;
  /** Web origins whose pages may read answers, such as `https://example.org`. */
  allowedOrigins: readonly string[];
  /** What tokens are signed with; null where a secret is kept in `dataDir`. */
  tokenKeys: TokenKeySettings | null;
  /** A JSON file, or a folder of them, with documents that may be asked for by identifier; null for none. */
  persistedDocuments: string | null;
  /** Whether nothing else is run than documents on file. */
  persistedOnly: boolean;
  /** Where this server keeps what is its own. */
  dataDir: string;
  /** The least that is worth a line in the log. */
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'off';
  /** Where metrics are read: undefined at `port`, null nowhere; 0 takes any free port. */
  metricsPort: number | null | undefined;
  /** How long the server goes on serving, and says that it is not ready, once it is told to stop. */
  drainSeconds: number;
  /** Where traces go; null where nobody asks for them. */
  traces: TraceSettings | null;
  /** What can be used, but is hardly meant: a line each, which names the setting. */
  warnings: readonly string[];
}

/**
 * Reads every setting, with its default where it is absent or empty.
 * Throws a ConfigError that names the variable, what was expected and what came.
 */
export function readConfig(env: Environment = process.env): Config {
  const databaseUrl = readDatabaseUrl(env);
  const dataDir = setting(env, 'DATA_DIR') ?? '.data';
  const tokenKeys = readTokenKeys(env);
  return {
    port: readPort(env),
    host: readHost(env),
    location: databaseUrl === null ? { dataDir } : { databaseUrl },
    cacheBytes: wholeNumber(env, 'CACHE_MB', 64, 100_000) * 1_000_000,
    rateLimit: readRateLimit(env),
    trustedProxies: readTrustedProxies(env),
    isProduction: setting(env, 'NODE_ENV') === 'production',
    allowedOrigins: readAllowedOrigins(env),
    tokenKeys,
    persistedDocuments: setting(env, 'PERSISTED_DOCUMENTS') ?? null,
    persistedOnly: choice(env, 'PERSISTED_ONLY', ['true', 'false'], 'false') === 'true',
    dataDir,
    logLevel: choice(env, 'LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'off'], 'info'),
    metricsPort: readMetricsPort(env),
    drainSeconds: wholeNumber(env, 'DRAIN_SECONDS', 0, 60),
    traces: readTraces(env),
    warnings: [
      ...(databaseUrl !== null && tokenKeys === null ? [ownSecret(dataDir)] : []),
      ...warnOfKind(setting(env, 'NODE_ENV')),
    ],
  };
}

function ownSecret(dataDir: string): string {
  return `JWT_SECRET: not set beside DATABASE_URL, so this server signs tokens with a secret of its own in ${dataDir}, and another server takes none of them. Set the same JWT_SECRET, or JWKS_URL, for all.`;
}

function warnOfKind(kind: string | undefined): string[] {
  if (kind === undefined || ['production', 'development', 'test'].includes(kind)) return [];
  return [
    `NODE_ENV: ${shown(kind)} is taken for development, where errors tell what else the schema has. For the public, set production.`,
  ];
}
