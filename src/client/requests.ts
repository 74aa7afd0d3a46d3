/** The requests of one client: where they go, who asks, and what stands for a document in them. */
import type { TypedDocument } from './document.ts';
import { QueryError } from './errors.ts';

/** Whether documents go out by their identifiers; `ClientOptions` says what each means. */
export type Persisted = boolean | 'only';

/** The requests that one call makes. */
export interface Requests {
  /**
   * The next request. Throws a TypeError where the address or the token cannot be sent, or the
   * document has no identifier and needs one.
   */
  make(headers?: Record<string, string>): Request;
  /** Whether a refusal of the last request is mended by the next one. */
  mends(refusal: unknown): boolean;
}

type Document = TypedDocument<unknown, never>;

/** Makes what makes the requests of a document. */
export function createRequests(url: string, token: string | undefined, persisted: Persisted) {
  const always = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  /** Identifiers that the service does not know: their documents go out as text from then on. */
  const unknown = new Set<string>();

  return (document: Document, variables: unknown, accept: string): Requests => {
    const id = persisted === false ? undefined : idOf(document);
    let byId = false;
    return {
      make(headers = {}) {
        if (persisted === 'only' && id === undefined) throw new TypeError(lacksId(document));
        byId = id !== undefined && !unknown.has(id);
        const named = byId ? { documentId: id } : { query: document.toString() };
        return new Request(url, {
          method: 'POST',
          headers: { ...always, accept, ...headers },
          body: JSON.stringify({ ...named, variables }),
          cache: 'no-store',
        });
      },
      mends(refusal) {
        if (persisted !== true || !byId || id === undefined) return false;
        if (!(refusal instanceof QueryError)) return false;
        if (refusal.code !== 'PERSISTED_OPERATION_NOT_FOUND') return false;
        unknown.add(id);
        return true;
      },
    };
  };
}

function idOf({ __meta__ }: Document): string | undefined {
  return typeof __meta__?.hash === 'string' ? __meta__.hash : undefined;
}

function lacksId(document: Document): string {
  const begins = JSON.stringify(document.toString().trim().slice(0, 60));
  return `Expected a document with an identifier in \`__meta__.hash\`, since \`persisted\` is 'only', got one without that begins ${begins}: generate it with \`persistedDocuments\`.`;
}
