/** What becomes of pledges as an Atom feed. https://www.rfc-editor.org/rfc/rfc4287 */
import { createHash } from 'node:crypto';
import { localise } from '../record/locale.ts';
import type { PledgeUpdate } from '../store/log.ts';
import type { Pledge } from '../store/pledges.ts';
import { labelLanguage, labels } from './labels.ts';
import { pageAddress } from './page-address.ts';

/** One entry of the log, and the pledge that it speaks of. */
export interface FeedEntry {
  update: PledgeUpdate;
  pledge: Pledge;
}

export interface Feed {
  /** Newest first. */
  entries: readonly FeedEntry[];
  /** A BCP 47 tag. */
  locale: string;
  /** The address of the feed itself, `https://example.org/pledges.atom`. */
  self: string;
}

export function atomFeed({ entries, locale, self }: Feed): string {
  const { words } = labels[labelLanguage(locale)];
  const updated = newestInstant(entries) ?? '1970-01-01T00:00:00.000Z';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${labelLanguage(locale)}">`,
    `<id>${nameUrn('PledgeLog')}</id>`,
    `<title>${escaped(words.feed)}</title>`,
    `<updated>${updated}</updated>`,
    '<generator>Talks Record</generator>',
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(pageAddress(new URL(self).origin, locale, '/'))}"/>`,
    ...entries.map((entry) => entryText(entry, locale, self)),
    '</feed>',
    '',
  ].join('\n');
}

/** When the newest of them was recorded; entries that were imported may be older than those before them. */
export function newestInstant(entries: readonly FeedEntry[]): string | undefined {
  return entries
    .map(({ update }) => update.recordedAt)
    .toSorted()
    .at(-1);
}

function entryText({ update, pledge }: FeedEntry, locale: string, self: string): string {
  const { status, words } = labels[labelLanguage(locale)];
  const summary = localise(pledge.summary, locale);
  const change = `${status[update.previousStatus]} → ${status[update.status]}`;
  const rtl = labelLanguage(locale) === 'ar' ? ' dir="rtl"' : '';
  const page = pageAddress(new URL(self).origin, locale, `/pledges/${pledge.slug}`);
  return [
    '<entry>',
    `<id>${nameUrn(`PledgeUpdate:${update.key}`)}</id>`,
    `<title>${escaped(`${status[update.status]}: ${summary}`)}</title>`,
    `<updated>${update.recordedAt}</updated>`,
    `<published>${update.recordedAt}</published>`,
    `<author><name>${escaped(update.recordedBy)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...(update.url === null ? [] : [`<link rel="related" href="${escaped(update.url)}"/>`]),
    `<category term="${update.status}" label="${escaped(status[update.status])}"/>`,
    `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"${rtl}>`,
    `<p dir="auto"${pledge.summary[locale] === summary ? ` lang="${escaped(locale)}"` : ''}>${escaped(summary)}</p>`,
    `<p>${escaped(change)}${update.kind === 'RETRACTED' ? `. ${escaped(words.takenBack)}` : ''}</p>`,
    `<p dir="auto" lang="${escaped(update.locale)}">${escaped(update.rationale)}</p>`,
    '</div></content>',
    '</entry>',
  ].join('\n');
}

/** Everything of ours is named within this: any UUID, but always this one. */
const ours = Buffer.from('6f1f0d0c3c5a4d0b9a53c0a5a5b7d3e1', 'hex');

/**
 * The same name has the same URN in every copy of the record, as global IDs do: a UUID of version 5,
 * https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
 */
function nameUrn(name: string): string {
  const bytes = createHash('sha1').update(ours).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

/** Text for content and attributes alike, without what XML 1.0 cannot hold at all. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
