/** The settings of a running server, and the only reader of the environment. */
import { isIPv4, isIPv6 } from 'node:net';

export interface Config {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Where the record is kept; the shape that `openStore` takes. */
  location: { dataDir: string } | { databaseUrl: string };
  /** Requests a minute from one address; null for any number. */
  rateLimit: number | null;
  /** The proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Whether this is what the public uses: errors then say nothing of what else there is. */
  isProduction: boolean;
  /** Web origins whose pages may read answers, such as `https://example.org`. */
  allowedOrigins: readonly string[];
  /** What tokens are signed with; null where a secret is kept in `dataDir`. */
  tokenKeys: { secret: string } | { jwksUrl: string; issuer: string; audience: string } | null;
  /** A JSON file, or a folder of them, with documents that may be asked for by identifier; null for none. */
  persistedDocuments: string | null;
  /** Whether nothing else is run than documents on file. */
  persistedOnly: boolean;
  /** Where this server keeps what is its own. */
  dataDir: string;
}

export type Environment = { readonly [name: string]: string | undefined };

/** A setting that cannot be used; its message is one line that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads every setting, with its default where it is absent or empty.
 * Throws a ConfigError that names the variable, what was expected and what came.
 */
export function readConfig(env: Environment = process.env): Config {
  const databaseUrl = readDatabaseUrl(env);
  const dataDir = setting(env, 'DATA_DIR') ?? '.data';
  return {
    port: readPort(env),
    host: readHost(env),
    location: databaseUrl === null ? { dataDir } : { databaseUrl },
    rateLimit: readRateLimit(env),
    trustedProxies: readTrustedProxies(env),
    isProduction: setting(env, 'NODE_ENV') === 'production',
    allowedOrigins: readAllowedOrigins(env),
    tokenKeys: readTokenKeys(env),
    persistedDocuments: setting(env, 'PERSISTED_DOCUMENTS') ?? null,
    persistedOnly: readPersistedOnly(env),
    dataDir,
  };
}

function setting(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function readPort(env: Environment): number {
  const value = setting(env, 'PORT') ?? '4000';
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) {
    throw new ConfigError(
      `PORT: expected a whole number from 0 to 65535, but got ${shown(value)}.`,
    );
  }
  return port;
}

function readHost(env: Environment): string {
  const value = setting(env, 'HOST') ?? '127.0.0.1';
  if (!/^[\w.:%-]+$/.test(value)) {
    throw new ConfigError(
      `HOST: expected an address or a host name, such as 127.0.0.1, but got ${shown(value)}.`,
    );
  }
  return value;
}

function readDatabaseUrl(env: Environment): string | null {
  const value = setting(env, 'DATABASE_URL');
  if (value === undefined) return null;
  const url = URL.parse(value);
  if (url?.protocol === 'postgres:' || url?.protocol === 'postgresql:') return value;
  // The address may carry a password, so that no more than its beginning is shown.
  const came = url ? `one that begins with ${shown(url.protocol)}` : 'something that is no address';
  throw new ConfigError(
    `DATABASE_URL: expected an address such as postgres://user@host:5432/name, but got ${came}.`,
  );
}

function readAllowedOrigins(env: Environment): string[] {
  const values = (setting(env, 'ALLOWED_ORIGINS') ?? '').split(',').map((value) => value.trim());
  return values.filter(Boolean).map((value) => {
    const url = URL.parse(value);
    if (url && /^https?:$/.test(url.protocol) && url.origin === value.toLowerCase())
      return url.origin;
    throw new ConfigError(
      `ALLOWED_ORIGINS: expected web origins separated by commas, such as https://example.org, but got ${shown(value)}.`,
    );
  });
}

function readRateLimit(env: Environment): number | null {
  const value = setting(env, 'RATE_LIMIT') ?? '600';
  if (value === 'off') return null;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new ConfigError(
    `RATE_LIMIT: expected requests a minute as a whole number from 1, or off, but got ${shown(value)}.`,
  );
}

function readTrustedProxies(env: Environment): string[] {
  const values = (setting(env, 'TRUST_PROXY') ?? '').split(',').map((value) => value.trim());
  return values.filter(Boolean).map((value) => {
    const [address = '', bits, ...more] = value.split('/');
    const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
    const isSubnet =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= width);
    if (/^(loopback|linklocal|uniquelocal)$/.test(value)) return value;
    if (width > 0 && more.length === 0 && isSubnet) return value;
    throw new ConfigError(
      `TRUST_PROXY: expected addresses or subnets of proxies separated by commas, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, but got ${shown(value)}.`,
    );
  });
}

/** The shortest secret, in characters: 256 bits of hex or more, as HS256 asks for. */
const shortestSecret = 32;

function readTokenKeys(env: Environment): Config['tokenKeys'] {
  const secret = setting(env, 'JWT_SECRET');
  const jwksUrl = setting(env, 'JWKS_URL');
  if (jwksUrl === undefined) {
    if (secret === undefined) return null;
    if (secret.length >= shortestSecret) return { secret };
    throw new ConfigError(
      `JWT_SECRET: expected at least ${shortestSecret} characters, but got ${secret.length}. Try: openssl rand -hex 32`,
    );
  }
  if (secret !== undefined) {
    throw new ConfigError('JWKS_URL: expected to stand alone, but JWT_SECRET is set too.');
  }
  if (!/^https?:$/.test(URL.parse(jwksUrl)?.protocol ?? '')) {
    throw new ConfigError(
      `JWKS_URL: expected an address such as https://login.example.org/jwks.json, but got ${shown(jwksUrl)}.`,
    );
  }
  const claim = (name: string, what: string) => {
    const value = setting(env, name);
    if (value !== undefined) return value;
    throw new ConfigError(`${name}: expected ${what}, as JWKS_URL is set, but got nothing.`);
  };
  return {
    jwksUrl,
    issuer: claim('JWT_ISSUER', 'the issuer that tokens name'),
    audience: claim('JWT_AUDIENCE', 'the audience that tokens are for'),
  };
}

function readPersistedOnly(env: Environment): boolean {
  const value = setting(env, 'PERSISTED_ONLY') ?? 'false';
  if (value === 'true' || value === 'false') return value === 'true';
  throw new ConfigError(`PERSISTED_ONLY: expected true or false, but got ${shown(value)}.`);
}

/** A value in quotation marks, on one line and no longer than a line. */
function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
