/**
 * Reads what a request asks for, which may be malformed in ways that no router expects.
 * https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
import type { IncomingMessage } from 'node:http';

export interface RequestTarget {
  /** Percent-encoded, beginning with a slash. */
  path: string;
  /** Empty, or beginning with a question mark. */
  query: string;
}

/**
 * The path and query of a target in origin form (`/graphql`) or absolute form
 * (`http://any.host/graphql`), or null where the target or the Host header is malformed.
 */
export function readTarget({ url = '', headers }: IncomingMessage): RequestTarget | null {
  if (headers.host !== undefined && !isHost(headers.host)) return null;
  // A target may begin with two slashes, and must not be taken for a host then.
  const target = URL.parse(url.startsWith('/') ? `http://localhost${url}` : url);
  if (target === null || !/^https?:$/.test(target.protocol)) return null;
  return { path: target.pathname, query: target.search };
}

function isHost(host: string): boolean {
  return /^[^\s/\\?#@]+$/.test(host) && URL.canParse(`http://${host}`);
}
