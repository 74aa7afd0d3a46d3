/** GraphiQL, served from here alone: its page, and the one script that the page loads. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { answerText } from './routes.ts';
import { graphqlPath } from './yoga.ts';

export const graphiqlScriptPath = `${graphqlPath}/graphiql.js`;

interface Loaded {
  /** The page before and after the place of its script. */
  page: [before: string, after: string];
  /** Compressed by gzip. */
  script: Buffer;
  scriptUrl: string;
}

/** What answers for GraphiQL. It is put together on the first request, which takes about a second. */
export function createGraphiql() {
  let loading: Promise<Loaded> | undefined;

  function load(): Promise<Loaded> {
    loading ??= loadPack().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function answerPage(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { page, scriptUrl } = await load();
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'no-store',
      Vary: 'Accept',
    });
    response.end(page.join(`<script nonce="${nonce}" src="${scriptUrl}"></script>`));
  }

  async function answerScript(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { script } = await load();
    const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding']));
    response.writeHead(200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      ...(compressed && { 'Content-Encoding': 'gzip' }),
      // The address changes with the content.
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    });
    response.end(compressed ? script : gunzipSync(script));
  }

  return { answerPage, answerScript };
}

/** Answers a browser where nothing may be asked that is not on file. */
export function answerNoGraphiql(_request: IncomingMessage, response: ServerResponse): void {
  answerText(
    response,
    403,
    'There is no explorer here: this service runs documents on file only (PERSISTED_ONLY). The record is at /.',
  );
}

/** True of a browser that opens the endpoint, as against a client that asks it something. */
export function wantsGraphiql({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && String(headers.accept).includes('text/html');
}

/** GraphiQL makes its workers from blobs and styles itself; nothing may come from elsewhere. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function loadPack(): Promise<Loaded> {
  // The program stands beside this file, as .ts in a checkout and as .js in a built package.
  const program = fileURLToPath(
    new URL(`graphiql-pack${extname(import.meta.url)}`, import.meta.url),
  );
  const options = { encoding: 'buffer', maxBuffer: 32_000_000 } as const;
  const { stdout } = await promisify(execFile)(process.execPath, [program], options);
  const lineEnd = stdout.indexOf('\n');
  const page = JSON.parse(stdout.toString('utf8', 0, lineEnd));
  const script = stdout.subarray(lineEnd + 1);
  const digest = createHash('sha256').update(script).digest('hex').slice(0, 16);
  return { page, script, scriptUrl: `${graphiqlScriptPath}?${digest}` };
}
