/** The built page with a head of its own at each address. */
import { labels } from '../../export/labels.ts';
import { atomFeedPath } from '../atom-feed.ts';
import { type PageAddress, type PageLanguage, pathIn } from './address.ts';
import type { PageDescription, SiteWords } from './description.ts';
import type { Thing } from './schema-org.ts';

/** The built HTML of one language, open where its title and description stand. */
export interface Shell extends SiteWords {
  language: PageLanguage;
  before: string;
  after: string;
}

/** What the head is about; null where there is nothing at the address, or the record is out of reach. */
export interface HeadSubject extends PageDescription {
  address: PageAddress;
  /** `https://example.org` */
  origin: string;
}

const opening = /<title>([^<]*)<\/title>\s*<meta name="description" content="([^"]*)"\s*\/?>/;

/** Throws where the built HTML has no title with a description behind it. */
export function readShell(html: string, language: PageLanguage): Shell {
  const found = opening.exec(html);
  const [whole, title, description] = found ?? [];
  if (!found || whole === undefined || title === undefined || description === undefined)
    throw new Error(
      'The built page: expected <title> and behind it <meta name="description">, but found none. Run `npm run build:web`.',
    );
  return {
    language,
    title,
    description,
    before: html.slice(0, found.index),
    after: html.slice(found.index + whole.length),
  };
}

/** Where the feed of the pledge log is, in a language. */
export function feedAddress(language: PageLanguage): string {
  return `${atomFeedPath}?lang=${language}`;
}

/**
 * What is marked `data-here` holds for this address alone: the page takes it away as soon as it
 * shows another.
 */
export function pageHtml(shell: Shell, subject: HeadSubject | null): string {
  const { language, title: site } = shell;
  const title = subject?.title == null ? site : `${escaped(subject.title)} · ${site}`;
  const description = escaped(subject?.description ?? '') || shell.description;
  const head = [
    `<title>${title}</title>`,
    `<meta name="description" content="${description}" data-here>`,
    `<link rel="alternate" type="application/atom+xml" title="${labels[language].words.feed}" href="${feedAddress(language)}">`,
    ...(subject === null ? [] : addressTags(subject)),
    ...(subject === null || subject.things.length === 0 ? [] : [dataTag(subject.things)]),
  ];
  return shell.before + head.join('\n') + shell.after;
}

function addressTags({ address, origin }: HeadSubject): string[] {
  const { kind, language, path } = address;
  // What a search finds is somewhere else already.
  if (kind === 'search') return ['<meta name="robots" content="noindex" data-here>'];
  const href = (to: PageLanguage) => escaped(origin + pathIn(to, path));
  const alternate = (tag: string, to: PageLanguage) =>
    `<link rel="alternate" hreflang="${tag}" href="${href(to)}" data-here>`;
  return [
    `<link rel="canonical" href="${href(language)}" data-here>`,
    alternate('en', 'en'),
    alternate('ar', 'ar'),
    alternate('x-default', 'en'),
  ];
}

/** A block of data, which no policy keeps from being there since no browser runs it. */
function dataTag(things: readonly Thing[]): string {
  const graph = { '@context': 'https://schema.org', '@graph': things };
  // The only character by which a script element can end, or turn into a comment.
  const json = JSON.stringify(graph).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json" data-here>${json}</script>`;
}

/** Text for content and attributes alike. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
