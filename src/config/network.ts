/** The settings of where the server listens, and whom it hears. */
import { isIPv4, isIPv6 } from 'node:net';
import {
  ConfigError,
  type Environment,
  listSetting,
  refusal,
  setting,
  shown,
  wholeNumber,
} from './setting.ts';

const highestPort = 65_535;

export function readPort(env: Environment): number {
  return wholeNumber(env, 'PORT', 4000, highestPort);
}

/** Undefined where metrics are at the port of everything else; null where there are none. */
export function readMetricsPort(env: Environment): number | null | undefined {
  const value = setting(env, 'METRICS_PORT');
  if (value === undefined) return undefined;
  if (value === 'off') return null;
  if (/^\d{1,5}$/.test(value) && Number(value) <= highestPort) return Number(value);
  throw refusal('METRICS_PORT', `a whole number from 0 to ${highestPort}, or off`, value);
}

export function readHost(env: Environment): string {
  const value = setting(env, 'HOST') ?? '127.0.0.1';
  if (/^[\w.:%-]+$/.test(value)) return value;
  throw refusal('HOST', 'an address or a host name, such as 127.0.0.1', value);
}

export function readDatabaseUrl(env: Environment): string | null {
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

export function readAllowedOrigins(env: Environment): string[] {
  return listSetting(env, 'ALLOWED_ORIGINS').map((value) => {
    const url = URL.parse(value);
    if (url && /^https?:$/.test(url.protocol) && url.origin === value.toLowerCase())
      return url.origin;
    throw refusal(
      'ALLOWED_ORIGINS',
      'web origins separated by commas, such as https://example.org',
      value,
    );
  });
}

export function readRateLimit(env: Environment): number | null {
  const value = setting(env, 'RATE_LIMIT') ?? '600';
  if (value === 'off') return null;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw refusal('RATE_LIMIT', 'requests a minute as a whole number from 1, or off', value);
}

export function readTrustedProxies(env: Environment): string[] {
  return listSetting(env, 'TRUST_PROXY').map((value) => {
    const [address = '', bits, ...more] = value.split('/');
    const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
    const isSubnet =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= width);
    if (/^(loopback|linklocal|uniquelocal)$/.test(value)) return value;
    if (width > 0 && more.length === 0 && isSubnet) return value;
    throw refusal(
      'TRUST_PROXY',
      'addresses or subnets of proxies separated by commas, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal',
      value,
    );
  });
}
