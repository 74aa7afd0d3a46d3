/** The page for people: its HTML at each address that it knows, and its assets. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { acceptsGzip, isUnchanged, originOf } from './conditional.ts';
import { describeFault, type Report } from './errors.ts';
import { languageOf, type PageAddress, readPageAddress } from './page-head/address.ts';
import { type AskParts, createAsk } from './page-head/ask.ts';
import { describePage } from './page-head/describe.ts';
import { feedAddress, type HeadSubject, pageHtml, type Shell } from './page-head/html.ts';
import { addressesAt } from './page-head/schema-org.ts';
import { answerText, type FindRoute, type Route } from './routes.ts';
import { type BuiltFile, loadBuiltPage } from './web-page-files.ts';

/** The page loads what is built beside it, asks this server, and nothing else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export interface WebPageParts extends AskParts {
  report: Report;
}

/**
 * Finds what answers at a path: the page where the path is one of its addresses; one of its assets;
 * the page with status 404 where a browser asks for anything else. Else undefined.
 */
export function createWebPage(parts: WebPageParts): FindRoute {
  const ask = createAsk(parts);
  const load = loadedOnce(loadBuiltPage);
  const methods = ['GET', 'HEAD'];

  const page: Route = {
    methods,
    async answer(request, response) {
      const built = await load();
      if (built === null)
        return answerText(
          response,
          503,
          'The page has not been built: run `npm run build:web`. The record is at /graphql.',
        );
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const shell = built[languageOf(pathname)];
      const address = readPageAddress(pathname);
      const { status, subject } = address
        ? await describe(address, shell, request)
        : { status: 404, subject: null };
      if (status === 503) response.setHeader('Retry-After', '5');
      await answerHtml(request, response, status, shell, subject);
    },
  };

  /** Where the record is out of reach the page is still there, and says so itself. */
  async function describe(address: PageAddress, site: Shell, request: IncomingMessage) {
    const origin = originOf(request);
    const at = addressesAt(origin, address.language);
    try {
      const found = await describePage(address, { ask, at, site });
      if (found === null) return { status: 404, subject: null };
      return { status: 200, subject: { ...found, address, origin } };
    } catch (error) {
      parts.report(describeFault(error, `the head of ${address.path}`));
      return { status: 503, subject: null };
    }
  }

  const asset: Route = {
    methods,
    async answer(request, response) {
      const built = await load();
      const file = built?.assets.get(request.url?.split('?')[0] ?? '');
      if (file === undefined) return answerText(response, 404, 'There is no such asset.');
      answerAsset(request, response, file);
    },
  };

  return (request, path) => {
    if (path.startsWith('/assets/')) return asset;
    if (readPageAddress(path) !== null) return page;
    const browses = request.method === 'GET' && request.headers.accept?.includes('text/html');
    return browses ? page : undefined;
  };
}

/** Loads once; a load that failed is tried again. */
function loadedOnce<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function answerHtml(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  shell: Shell,
  subject: HeadSubject | null,
): Promise<void> {
  const html = pageHtml(shell, subject);
  const packed = acceptsGzip(request);
  const digest = createHash('sha256').update(html).digest('base64url').slice(0, 22);
  const tag = `"${digest}${packed ? '-gzip' : ''}"`;
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Frame-Options': 'DENY',
    // Asked for again each time, since it names the assets of its build.
    'Cache-Control': 'no-cache',
    ETag: tag,
    Vary: 'Accept-Encoding',
    Link: `<${feedAddress(shell.language)}>; rel="alternate"; type="application/atom+xml"`,
  };
  if (status === 200 && isUnchanged(request, tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = packed ? await promisify(gzip)(html) : Buffer.from(html);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    ...(packed && { 'Content-Encoding': 'gzip' }),
  });
  response.end(body);
}

function answerAsset(request: IncomingMessage, response: ServerResponse, file: BuiltFile): void {
  const packed = acceptsGzip(request);
  const body = packed ? file.packed : file.plain;
  response.writeHead(200, {
    // The address changes with the content.
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Type': file.type,
    'Content-Length': body.length,
    Vary: 'Accept-Encoding',
    ...(packed && { 'Content-Encoding': 'gzip' }),
  });
  response.end(body);
}
