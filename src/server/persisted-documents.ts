/**
 * Documents on file, which a request names by their identifier in place of sending them: as
 * `documentId`, or in the form of Apollo's persisted queries. Nothing that is sent is put on file.
 * https://github.com/graphql/graphql-over-http/blob/main/spec/Appendix%20A%20--%20Persisted%20Documents.md
 * https://www.apollographql.com/docs/graphos/operations/apq
 */
import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import clientDocuments from '../generated/client/persisted-documents.json' with { type: 'json' };
import pageDocuments from '../generated/web/persisted-documents.json' with { type: 'json' };
import {
  bothSent,
  malformed,
  notFound,
  notFoundByApollo,
  otherDigest,
  required,
} from './persisted-faults.ts';

/** By identifier. One of SHA-256 is `sha256:` and 64 hexadecimal digits; any other is its client's own. */
export type Manifest = ReadonlyMap<string, string>;

export interface PersistedDocumentsOptions {
  /** What is on file beside what the client, the page and the command line send. */
  documents?: Manifest;
  /** Runs nothing that is not on file; false if not given. */
  only?: boolean;
}

/** As much of a request's parameters as says which document it is about; any of it may be malformed. */
interface Naming {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export interface PersistedDocuments {
  /** Whether nothing else is run. */
  readonly only: boolean;
  /**
   * The document that a request is about: the one on file that it names, or else the one that it
   * sends. Throws a GraphQLError with a code where it names none on file, and that is needed.
   */
  documentOf(request: Naming): string;
}

export function createPersistedDocuments(
  options: PersistedDocumentsOptions = {},
): PersistedDocuments {
  const { documents, only = false } = options;
  const own = new Map(Object.entries({ ...clientDocuments, ...pageDocuments }));
  const find = (id: string) => own.get(id) ?? documents?.get(id);

  function byId(id: unknown, query: unknown): string {
    if (typeof id !== 'string') throw malformed('documentId', 'text', id);
    if (query) throw bothSent();
    const document = find(id);
    if (document === undefined) throw notFound(id, only);
    return document;
  }

  function byApolloHash(hash: string, query: unknown): unknown {
    const document = find(`sha256:${hash}`) ?? find(hash);
    if (document !== undefined && (only || !query)) return document;
    if (!query) throw notFoundByApollo(hash, only);
    if (only) throw required();
    const digest = createHash('sha256').update(String(query)).digest('hex');
    if (digest !== hash) throw otherDigest(hash, digest);
    return query;
  }

  return {
    only,
    documentOf({ query, documentId, extensions }) {
      if (documentId !== undefined && documentId !== null) return byId(documentId, query);
      const hash = readApolloHash(extensions);
      if (hash === null && only) throw required();
      // What was sent is judged behind this: whether it is text, and GraphQL.
      return (hash === null ? query : byApolloHash(hash, query)) as string;
    },
  };
}

/** Puts the document that a request names in its place, before anything else looks at it. */
export function usePersistedDocuments(persisted: PersistedDocuments): Plugin {
  return {
    onParams({ params, setParams }) {
      // What is no object at all is refused behind this.
      if (typeof params !== 'object' || params === null) return;
      const { documentId: _, ...others } = params as typeof params & Naming;
      setParams({ ...others, query: persisted.documentOf(params) });
    },
  };
}

/** The hash of `{ "persistedQuery": { "version": 1, "sha256Hash": "…" } }`, or null where there is no such entry. */
function readApolloHash(extensions: unknown): string | null {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: unknown };
  if (persistedQuery === undefined || persistedQuery === null) return null;
  const { version, sha256Hash } = persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash;
  throw malformed(
    'extensions.persistedQuery',
    '{ "version": 1, "sha256Hash": "…" }',
    persistedQuery,
  );
}
