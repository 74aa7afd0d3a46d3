/** Asking one operation of a server, and holding its answer to another's. */
import { type OutgoingHttpHeaders, request } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { requestHeaders } from './load-orders.ts';

/** An answer as it came, to be written again. */
export interface PreparedAnswer {
  status: number;
  /** Names and values in the order they came, but for those that belong to the connection. */
  headers: [string, string][];
  /** In base64. */
  body: string;
}

/** Servers that answer differently; nothing is timed then. */
export class DifferentAnswers extends Error {
  override readonly name = 'DifferentAnswers';
}

const patience = 30_000;

/** Made anew by every server for each answer. */
const ofConnection = /^(date|connection|keep-alive)$/i;

/** Sends a request of its own, with these headers beside the usual ones. */
export async function askPrepared(
  origin: string,
  body: string,
  more: OutgoingHttpHeaders = {},
): Promise<PreparedAnswer> {
  const headers = { ...requestHeaders, ...more };
  return await new Promise((resolve, reject) => {
    const asked = request(
      `${origin}/graphql`,
      { method: 'POST', headers, agent: false, timeout: patience },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { rawHeaders } = response;
          const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
            index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
          );
          const bytes = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: withLength(
              pairs.filter(([name]) => !ofConnection.test(name)),
              bytes.length,
            ),
            body: bytes.toString('base64'),
          });
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${patience} ms`)));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** The data of an answer. Throws where the server refuses, or tells of errors. */
export async function askData(
  origin: string,
  body: string,
  more: OutgoingHttpHeaders = {},
): Promise<unknown> {
  const answer = await askPrepared(origin, body, more);
  const text = Buffer.from(answer.body, 'base64').toString();
  const { data, errors } = answer.status === 200 ? JSON.parse(text) : { errors: text };
  if (errors || !data) throw new DifferentAnswers(`No data, but: ${text.slice(0, 500)}`);
  return data;
}

/** Throws DifferentAnswers with the first place at which they part. */
export function holdAlike(name: string, expected: unknown, actual: unknown): void {
  const place = differenceOf(expected, actual, 'data');
  if (place !== null) throw new DifferentAnswers(`${name} answers differently at ${place}`);
}

function differenceOf(one: unknown, other: unknown, path: string): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  if (!isObject(one) || !isObject(other))
    return `${path}: expected ${shown(one)}, got ${shown(other)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const place = differenceOf(one[key], other[key], `${path}.${key}`);
    if (place !== null) return place;
  }
  return `${path}: of different kinds`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200);
}

/** An answer in chunks is written again in one piece. */
function withLength(headers: [string, string][], length: number): [string, string][] {
  const others = headers.filter(([name]) => !/^(transfer-encoding|content-length)$/i.test(name));
  return [...others, ['Content-Length', String(length)]];
}
