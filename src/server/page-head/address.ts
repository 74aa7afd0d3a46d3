/** The addresses of the page for people. src/web/address.ts reads them in the browser. */

/** What has a slug of its own, by the first part of its address. */
const named = ['talks', 'processes', 'pledges', 'quotes', 'people', 'parties', 'sources'] as const;

/** What has a list of all that is on record; pledges have the board. */
const listed = ['/talks', '/quotes', '/people', '/parties', '/sources'];

export type PageKind = 'home' | 'board' | 'search' | 'list' | (typeof named)[number];

export interface PageAddress {
  language: PageLanguage;
  /** Without the language: `/talks/astana-2`. */
  path: string;
  kind: PageKind;
  /** Empty where the page is of no one thing. */
  slug: string;
}

export type PageLanguage = 'en' | 'ar';

/** Where a path is in: Arabic has every address under `/ar`. */
export function languageOf(path: string): PageLanguage {
  return /^\/ar(?:\/|$)/.test(path) ? 'ar' : 'en';
}

/** Reads a path; null where the page has no such address. */
export function readPageAddress(pathname: string): PageAddress | null {
  const language = languageOf(pathname);
  const path = (language === 'ar' ? pathname.slice('/ar'.length) : pathname) || '/';
  const kind = kindOf(path);
  if (kind !== undefined) return { language, path, kind, slug: '' };
  const [, first, slug] = /^\/([a-z]+)\/([a-z0-9-]{1,100})$/.exec(path) ?? [];
  const one = named.find((name) => name === first);
  return one === undefined || slug === undefined ? null : { language, path, kind: one, slug };
}

function kindOf(path: string): PageKind | undefined {
  if (path === '/') return 'home';
  if (path === '/pledges') return 'board';
  if (path === '/search') return 'search';
  return listed.includes(path) ? 'list' : undefined;
}

/** The address of a path in a language: `/talks/astana-2`, `/ar/talks/astana-2`. */
export function pathIn(language: PageLanguage, path: string): string {
  if (language === 'en') return path;
  return path === '/' ? '/ar' : `/ar${path}`;
}
