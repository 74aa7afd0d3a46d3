/** Which web pages of other origins may read answers: none, unless the settings name them. */
import type { CORSOptions, Plugin } from 'graphql-yoga';

/**
 * Yoga's `cors` option for exact origins. Tokens travel in a header, never in a cookie, so no
 * credentials are allowed. An origin that is not named gets no CORS header at all.
 */
export function corsFor(
  allowedOrigins: readonly string[],
): false | ((request: Request) => CORSOptions) {
  if (allowedOrigins.length === 0) return false;
  return (request) => {
    const origin = request.headers.get('origin');
    if (origin === null || !allowedOrigins.includes(origin)) return false;
    return {
      origin: [origin],
      methods: ['GET', 'POST'],
      allowedHeaders: ['Content-Type', 'Authorization', 'Last-Event-ID'],
      credentials: false,
      maxAge: 600,
    };
  };
}

/** Tells caches that the answer depends on the origin, also where the origin gets nothing. */
export function useVaryByOrigin(): Plugin {
  return {
    onResponse({ response }) {
      response.headers.append('Vary', 'Origin');
    },
  };
}
