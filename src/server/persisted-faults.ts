/** What a request is told that names a document which cannot be run. */
import { GraphQLError } from 'graphql';

/** `only` tells a service that runs nothing but what is on file, where to send the text is no help. */
export function notFound(id: string, only: boolean): GraphQLError {
  return fault(
    'PERSISTED_OPERATION_NOT_FOUND',
    `There is no document on file as ${shown(id)}. ${whatToDo(only)}`,
  );
}

/** Apollo's clients, and those made after them, know it by exactly this message. */
export function notFoundByApollo(hash: string, only: boolean): GraphQLError {
  return fault('PERSISTED_OPERATION_NOT_FOUND', 'PersistedQueryNotFound', {
    hint: `There is no document on file as ${shown(hash)}. ${whatToDo(only)}`,
  });
}

function whatToDo(only: boolean): string {
  const asking = 'ask its operator to add the manifest that holds it (PERSISTED_DOCUMENTS).';
  return only ? `This service runs nothing else: ${asking}` : `Send it as "query", or ${asking}`;
}

export function required(): GraphQLError {
  return fault(
    'PERSISTED_OPERATION_REQUIRED',
    'This service runs documents on file only (PERSISTED_ONLY): expected "documentId", but got an operation to run, or none. An introspection is an operation too; the schema comes with the package, in schema/*.graphql.',
  );
}

export function otherDigest(hash: string, digest: string): GraphQLError {
  return badRequest(
    `The extension "persistedQuery": expected the SHA-256 of the "query" beside it, ${digest}, but got ${shown(hash)}.`,
  );
}

export function bothSent(): GraphQLError {
  return badRequest('Expected either "documentId" or "query", but got both.');
}

export function malformed(parameter: string, expected: string, came: unknown): GraphQLError {
  return badRequest(`The parameter "${parameter}": expected ${expected}, but got ${shown(came)}.`);
}

function badRequest(message: string): GraphQLError {
  return fault('BAD_REQUEST', message);
}

/** A well-formed request in `application/json` is answered with 200, and `spec` says that it was one. */
function fault(code: string, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, ...more, http: { spec: true, status: 400 } },
  });
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
