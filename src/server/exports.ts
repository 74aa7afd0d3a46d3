/** `/export/…`: the record as files, streamed as they are read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Export, exportName, exports, findExport, gathered } from '../export/exports.ts';
import { recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { acceptsGzip, isUnchanged, localeAsked, originOf } from './conditional.ts';
import { answerText } from './routes.ts';

export const exportsPath = '/export/';

/** So many are read at once: each holds a connection to the database. */
const mostAtOnce = 3;

/** Whoever reads slower than this, in milliseconds for the whole, is cut: an old state of the record is kept for them. */
const longest = 10 * 60_000;

export interface ExportsOptions {
  /** In milliseconds; ten minutes if not given. */
  longest?: number;
}

/** What answers every address under `/export/`. */
export function createExports(store: Store, options: ExportsOptions = {}) {
  const limit = options.longest ?? longest;
  let under = 0;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const found = findExport(pathname.slice(exportsPath.length));
    if (!found) return answerText(response, 404, unknown());
    if (under >= mostAtOnce) {
      response.setHeader('Retry-After', '5');
      return answerText(response, 503, `${mostAtOnce} exports are under way. Try again shortly.`);
    }
    under += 1;
    try {
      await store.snapshot((at) =>
        answer(at, found, searchParams.get('locale'), request, response),
      );
    } catch (cause) {
      // Whoever leaves before the end has all that they want.
      if (!isLeaving(cause)) throw cause;
    } finally {
      under -= 1;
    }
  };

  async function answer(
    at: Store,
    found: Export,
    asked: string | null,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { version } = await recordState(at);
    const gzip = acceptsGzip(request);
    const locale = found.worded ? localeAsked(asked, request) : 'en';
    const tag = `"${[version, ...(found.worded ? [locale] : []), ...(gzip ? ['gzip'] : [])].join('-')}"`;
    response.setHeader('ETag', tag);
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader(
      'Vary',
      found.worded ? 'Accept-Encoding, Accept-Language' : 'Accept-Encoding',
    );
    if (isUnchanged(request, tag)) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': found.mediaType,
      'Content-Disposition': `attachment; filename="${exportName(found, version)}"`,
      ...(gzip && { 'Content-Encoding': 'gzip' }),
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const pieces = gathered(found.pieces(at, { locale, origin: originOf(request) }));
    const source = Readable.from(pieces, { objectMode: false });
    const signal = AbortSignal.timeout(limit);
    await (gzip
      ? pipeline(source, createGzip(), response, { signal })
      : pipeline(source, response, { signal }));
  }
}

function unknown(): string {
  const names = exports.map((one) => exportsPath + exportName(one));
  return `There is no such export. There are: ${names.join(' ')}`;
}

function isLeaving(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ABORT_ERR'].includes(String(cause.code))
  );
}
