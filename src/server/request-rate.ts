/** How many requests a minute one address may send: HTTP requests, and operations over WebSocket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { createAddressReader } from './client-address.ts';
import { beyondLimit } from './limits.ts';

/** Requests a minute for each address. */
export const usualRate = 600;

export interface RateParts {
  /** Requests a minute for each address; null for any number. */
  rateLimit?: number | null | undefined;
  /** The proxies whose word is taken for who asks. */
  trustedProxies?: readonly string[] | undefined;
  /** Origins whose pages may read that they are refused, and until when. */
  allowedOrigins?: readonly string[] | undefined;
}

/** Counts a request. Answers null where it may pass, at once where nobody is counted, else its error. */
export type CountRequest = (request: IncomingMessage) => Promise<RateError | null> | null;

export interface RateError {
  error: GraphQLError;
  /** Whole seconds until the next minute of this address begins. */
  retryAfter: number;
  /** The origin of the page that asks, where it may read the answer. */
  readableBy: string | null;
}

export function createRequestCounter({
  rateLimit = usualRate,
  trustedProxies = [],
  allowedOrigins = [],
}: RateParts): CountRequest {
  if (rateLimit === null) return () => null;
  const limiter = new RateLimiterMemory({ points: rateLimit, duration: 60 });
  const readAddress = createAddressReader(trustedProxies);
  return async (request) => {
    try {
      await limiter.consume(readAddress(request));
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      const { origin } = request.headers;
      return {
        error: tooManyRequests(rateLimit, retryAfter),
        retryAfter,
        readableBy: origin !== undefined && allowedOrigins.includes(origin) ? origin : null,
      };
    }
  };
}

function tooManyRequests(maximum: number, retryAfter: number): GraphQLError {
  return beyondLimit(
    'RATE_LIMITED',
    `Expected at most ${maximum} requests a minute from one address, got more. Try again in ${retryAfter} s.`,
    { limit: 'requestsPerMinute', maximum },
  );
}

/** As a GraphQL answer at every address: whoever reads no JSON reads the status and the header. */
export function answerTooMany(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { error, retryAfter, readableBy }: RateError,
): void {
  const strict = 'application/graphql-response+json';
  const { http, ...extensions } = error.extensions;
  const type = headers.accept?.includes(strict) ? strict : 'application/json';
  const body = JSON.stringify({ errors: [{ message: error.message, extensions }] });
  response.writeHead(429, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Retry-After': String(retryAfter),
    'Cache-Control': 'no-store',
    ...(readableBy !== null && {
      'Access-Control-Allow-Origin': readableBy,
      'Access-Control-Expose-Headers': 'Retry-After',
      Vary: 'Origin',
    }),
  });
  response.end(body);
}
