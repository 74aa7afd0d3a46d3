/** The settings of what tokens are signed with. */
import { ConfigError, type Environment, refusal, setting } from './setting.ts';

/** A secret that this server holds, or the keys of an identity provider. */
export type TokenKeySettings =
  | { secret: string }
  | { jwksUrl: string; issuer: string; audience: string };

/** The shortest secret, in characters: 256 bits of hex or more, as HS256 asks for. */
const shortestSecret = 32;

/** Null where neither is set. */
export function readTokenKeys(env: Environment): TokenKeySettings | null {
  const secret = setting(env, 'JWT_SECRET');
  const jwksUrl = setting(env, 'JWKS_URL');
  if (jwksUrl === undefined) {
    refuseAlone(env);
    if (secret === undefined) return null;
    if (secret.length >= shortestSecret) return { secret };
    throw new ConfigError(
      `JWT_SECRET: expected at least ${shortestSecret} characters, but got ${secret.length}. Try: openssl rand -hex 32`,
    );
  }
  if (secret !== undefined) {
    throw new ConfigError('JWKS_URL: expected to stand alone, but JWT_SECRET is set too.');
  }
  checkAddress(env, jwksUrl);
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

/** Who sets them means tokens of an identity provider, and must not get tokens of our own. */
function refuseAlone(env: Environment): void {
  for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE']) {
    if (setting(env, name) === undefined) continue;
    throw new ConfigError(
      `${name}: expected JWKS_URL beside it, the address of the identity provider's keys, but got nothing there.`,
    );
  }
}

/** Whoever can change the keys on their way can sign tokens. */
function checkAddress(env: Environment, jwksUrl: string): void {
  const url = URL.parse(jwksUrl);
  if (!/^https?:$/.test(url?.protocol ?? '')) {
    throw refusal('JWKS_URL', 'an address such as https://login.example.org/jwks.json', jwksUrl);
  }
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'http:' && !isHere && setting(env, 'NODE_ENV') === 'production') {
    throw refusal('JWKS_URL', 'an address that begins with https:, in production', jwksUrl);
  }
}
