/** `/pledges.atom`: the newest entries of the pledge log, for feed readers. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { atomFeed, type FeedEntry, newestInstant } from '../export/atom.ts';
import { updatesBetween } from '../store/log.ts';
import { pledgesBySlug } from '../store/pledges.ts';
import { recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { acceptsGzip, isUnchanged, localeAsked, originOf } from './conditional.ts';

export const atomFeedPath = '/pledges.atom';

/** So many entries are in the feed. */
const newest = 50;

/**
 * Answers in the language of `?lang=`, else of Accept-Language. Whether it has changed is told by
 * its tag alone: an import may add entries that are older than the last, which no date would tell.
 */
export function createAtomFeed(store: Store) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const lang = searchParams.get('lang');
    const locale = localeAsked(lang, request);
    const entries = await newestEntries(store);
    const query = lang === null ? '' : `?lang=${encodeURIComponent(lang)}`;
    const self = `${originOf(request)}${atomFeedPath}${query}`;
    const text = atomFeed({ entries, locale, self });
    const zipped = acceptsGzip(request);
    const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    const tag = `"${digest}${zipped ? '-gzip' : ''}"`;
    const updated = newestInstant(entries);
    response.setHeader('ETag', tag);
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding, Accept-Language');
    if (updated !== undefined) response.setHeader('Last-Modified', new Date(updated).toUTCString());
    if (isUnchanged(request, tag)) {
      response.writeHead(304).end();
      return;
    }
    const body = zipped ? await promisify(gzip)(text) : Buffer.from(text);
    response.writeHead(200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Content-Length': body.length,
      ...(zipped && { 'Content-Encoding': 'gzip' }),
    });
    response.end(body);
  };
}

/** Newest first. */
async function newestEntries(store: Store): Promise<FeedEntry[]> {
  const { logEnd } = await recordState(store);
  const updates = await updatesBetween(store, {}, logEnd - newest, logEnd, newest);
  const pledges = await pledgesBySlug(
    store,
    updates.map(({ pledge }) => pledge),
  );
  return updates
    .flatMap((update, index) => {
      const pledge = pledges[index];
      return pledge ? [{ update, pledge }] : [];
    })
    .reverse();
}
