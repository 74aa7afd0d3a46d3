/** Who a bearer token says is asking: a token of our own, or one of an identity provider. */
import { GraphQLError } from 'graphql';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Caller } from '../graphql/operation.ts';

/** What tokens are signed with: a secret that this server holds, or keys at an address. */
export type TokenKeys = { secret: string } | { jwksUrl: string; issuer: string; audience: string };

/** Reads an `Authorization` header. Throws UNAUTHENTICATED, with status 401, for a token that is not valid. */
export type ReadCaller = (authorization: string | null | undefined) => Promise<Caller | null>;

/** Of tokens that are made here. */
const ours = { issuer: 'talks-record', audience: 'talks-record' };

/** Only what a provider signs with a key that it keeps to itself. `none` is in no list. */
const providerAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const day = 24 * 60 * 60;

/** As OpenID Connect has it: https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
const longestSubject = 255;

/** In code points: what `talks token` takes, too. */
const longestName = 100;

/** Makes a token for an editor, or for whatever role; valid for so many days. */
export async function signToken(
  secret: string,
  { name, role, days }: { name: string; role: string; days: number },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ name, roles: [role] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ours.issuer)
    .setAudience(ours.audience)
    .setSubject(name)
    .setIssuedAt(now)
    .setExpirationTime(now + days * day)
    .sign(new TextEncoder().encode(secret));
}

export function createCallerReader(keys: TokenKeys): ReadCaller {
  const verify = verifierOf(keys);
  return async (authorization) => {
    if (authorization == null || authorization === '') return null;
    const [, token] = /^Bearer +([\w-]+\.[\w-]*\.[\w-]*)$/i.exec(authorization.trim()) ?? [];
    if (token === undefined) {
      throw refused('Expected `Authorization: Bearer` and a token, got something else.');
    }
    return callerOf(await verify(token).catch(refuse));
  };
}

function verifierOf(keys: TokenKeys): (token: string) => Promise<JWTPayload> {
  const requiredClaims = ['exp', 'sub'];
  if ('secret' in keys) {
    const secret = new TextEncoder().encode(keys.secret);
    const options = { ...ours, requiredClaims, algorithms: ['HS256'] };
    return async (token) => (await jwtVerify(token, secret, options)).payload;
  }
  const { jwksUrl, issuer, audience } = keys;
  const remote = createRemoteJWKSet(new URL(jwksUrl));
  const options = { issuer, audience, requiredClaims, algorithms: providerAlgorithms };
  return async (token) => (await jwtVerify(token, remote, options)).payload;
}

/** `roles` is a list, or `role` one of them; a name that is shown comes from `name`, else the subject. */
function callerOf(claims: JWTPayload): Caller {
  const { sub, iss = '', name, role, roles } = claims;
  // Whose keys these are must be told, and kept: what is no text, or empty, tells nobody apart.
  if (typeof sub !== 'string' || sub === '' || sub.length > longestSubject) {
    throw refused(unfit('sub'));
  }
  const given = [...(Array.isArray(roles) ? roles : []), role];
  return {
    id: JSON.stringify([iss, sub]),
    name: publicName(name) || publicName(sub) || 'An editor',
    roles: given.filter((each) => typeof each === 'string'),
  };
}

/** What can be shown on one line and stored, and is not longer than a line; empty where that is nothing. */
function publicName(claim: unknown): string {
  if (typeof claim !== 'string') return '';
  const letters = [
    ...claim
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
  ];
  return letters.length > longestName
    ? `${letters.slice(0, longestName - 1).join('')}…`
    : letters.join('');
}

/** What is wrong with a token itself. Whatever else goes wrong, such as keys that cannot be fetched, is no fault of its. */
const tokenFaults = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
];

function refuse(cause: unknown): never {
  if (!tokenFaults.some((fault) => cause instanceof fault)) throw cause;
  if (cause instanceof errors.JWTExpired)
    throw refused('The token has expired. Ask for a new one.');
  if (cause instanceof errors.JWTClaimValidationFailed) throw refused(unfit(cause.claim));
  throw refused('The token is not valid here: it is not signed by whom this service trusts.');
}

function unfit(claim: string): string {
  return `The token is not for this service: its claim \`${claim}\` does not fit.`;
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
    },
  });
}
