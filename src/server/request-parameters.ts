/**
 * Reads the operation out of an HTTP request, as GraphQL over HTTP says: a GET with parameters
 * in its address, or a POST of JSON. Anything else is refused before a byte of it is used:
 * forms and plain text can be posted by any web page, and must never run an operation.
 * https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { limits } from './limits.ts';

export function useRequestParameters(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'GET') setRequestParser(readAddress);
      if (request.method === 'POST') {
        refuseOtherMediaTypes(request.headers);
        setRequestParser(readBody);
      }
    },
  };
}

function readAddress(request: Request): GraphQLParams {
  const { searchParams } = new URL(request.url);
  const text = (name: string) => searchParams.get(name) || undefined;
  const json = (name: string) => {
    const value = text(name);
    return value === undefined ? undefined : parseJson(value, `The parameter "${name}"`);
  };
  return presentOnly({
    query: text('query'),
    documentId: text('documentId'),
    operationName: text('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

async function readBody(request: Request): Promise<GraphQLParams> {
  const bytes = await readBytes(request).catch(refuseCut);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw httpFault(400, 'The body: expected JSON in UTF-8, but got bytes that are not UTF-8.');
  }
  return parseJson(text, 'The body');
}

/** Reads no further than a body may be long. */
async function readBytes(request: Request): Promise<ArrayBuffer | Uint8Array> {
  const told = request.headers.get('content-length');
  if (Number(told) > limits.bodyBytes) throw tooLong(String(told));
  if (told !== null) return await request.arrayBuffer();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return Buffer.concat(chunks);
    length += value.length;
    // Left unread and not cancelled, which would cut the connection before the answer is sent.
    if (length > limits.bodyBytes) throw tooLong('more');
    chunks.push(value);
  }
}

/** Nobody is there to be told, and it is no fault of ours. */
function refuseCut(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code !== 'ECONNRESET') throw cause;
  throw httpFault(400, 'The body: expected all of it, but the connection ended before.');
}

function tooLong(came: string): GraphQLError {
  const maximum = limits.bodyBytes;
  return httpFault(413, `The body: expected at most ${maximum} bytes, but got ${came}.`);
}

function parseJson(text: string, what: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw httpFault(
      400,
      `${what}: expected JSON, but could not read it: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

function refuseOtherMediaTypes(headers: Headers): void {
  const contentType = headers.get('content-type') ?? '';
  const [mediaType = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset =
    parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8) ?? 'utf-8';
  if (mediaType !== 'application/json' || !/^"?utf-?8"?$/.test(charset)) {
    const came = contentType === '' ? 'none' : JSON.stringify(contentType);
    throw httpFault(
      415,
      `The Content-Type: expected "application/json" in UTF-8, but got ${came}.`,
    );
  }
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw httpFault(
      415,
      `The Content-Encoding: expected none, but got ${JSON.stringify(encoding)}.`,
    );
  }
}

function httpFault(status: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });
}

/** Without the keys that are undefined. */
function presentOnly(
  params: { [Key in keyof GraphQLParams | 'documentId']: unknown },
): GraphQLParams {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
