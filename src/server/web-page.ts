/** The page for people: its HTML at each address that it knows, and its assets. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerText, type FindRoute, type Route } from './routes.ts';
import { type BuiltFile, loadBuiltPage } from './web-page-files.ts';

/** The page's addresses; src/web/address.ts reads them. Arabic has each of them under /ar. */
const addresses =
  /^(?:\/ar)?(?:\/?|\/pledges|\/search|\/(?:talks|pledges|people|parties|sources)\/[a-z0-9-]{1,100})$/;

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

/**
 * Finds what answers at a path: the page where the path is one of its addresses; one of its assets;
 * the page with status 404 where a browser asks for anything else. Else undefined.
 */
export function createWebPage(): FindRoute {
  let loading: ReturnType<typeof loadBuiltPage> | undefined;
  const load = () => {
    loading ??= loadBuiltPage().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const methods = ['GET', 'HEAD'];
  const pageRoute = (status: number): Route => ({
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
      answerHtml(request, response, status, /^\/ar(?:\/|$)/.test(pathname) ? built.ar : built.en);
    },
  });
  const page = pageRoute(200);
  const notFound = pageRoute(404);
  const asset: Route = {
    methods,
    async answer(request, response) {
      const built = await load();
      const file = built?.assets.get(request.url?.split('?')[0] ?? '');
      if (file === undefined) return answerText(response, 404, 'There is no such asset.');
      // The address changes with the content.
      send(request, response, 200, file, {
        'Cache-Control': 'public, max-age=31536000, immutable',
      });
    },
  };

  return (request, path) => {
    if (addresses.test(path)) return page;
    if (path.startsWith('/assets/')) return asset;
    const browses = request.method === 'GET' && request.headers.accept?.includes('text/html');
    return browses ? notFound : undefined;
  };
}

function answerHtml(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  file: BuiltFile,
): void {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Frame-Options': 'DENY',
    // Asked for again each time, since it names the assets of its build.
    'Cache-Control': 'no-cache',
    ETag: file.etag,
  };
  if (status === 200 && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  send(request, response, status, file, headers);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  file: BuiltFile,
  headers: Record<string, string>,
): void {
  const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const body = compressed ? file.packed : file.plain;
  response.writeHead(status, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': body.length,
    Vary: 'Accept-Encoding',
    ...(compressed && { 'Content-Encoding': 'gzip' }),
  });
  response.end(body);
}
