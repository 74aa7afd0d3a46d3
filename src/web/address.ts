/** The page's addresses: what each one shows, and in which language. */

export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What has a slug of its own, by the first part of its address. */
export const named = [
  'talks',
  'processes',
  'pledges',
  'quotes',
  'people',
  'parties',
  'sources',
] as const;
export type Named = (typeof named)[number];

/** What has a list of all that is on record, at that address without a slug; pledges have the board. */
export const listed = ['talks', 'quotes', 'people', 'parties', 'sources'] as const;
export type Listed = (typeof listed)[number];

export type Place =
  | { view: 'home' | 'board' | 'search' | 'unknown' }
  | { view: 'list'; kind: Listed }
  | { view: Named; slug: string };

export interface Address {
  language: Language;
  place: Place;
  /** What the question mark is followed by. */
  query: URLSearchParams;
}

/** Reads an address; one of no known shape is `unknown`. The language is the path's first part, English having none. */
export function readAddress({ pathname, search }: { pathname: string; search: string }): Address {
  const arabic = pathname === '/ar' || pathname.startsWith('/ar/');
  const path = arabic ? pathname.slice('/ar'.length) : pathname;
  return {
    language: arabic ? 'ar' : 'en',
    place: readPlace(path),
    query: new URLSearchParams(search),
  };
}

function readPlace(path: string): Place {
  if (path === '' || path === '/') return { view: 'home' };
  if (path === '/pledges') return { view: 'board' };
  if (path === '/search') return { view: 'search' };
  const kind = listed.find((one) => path === `/${one}`);
  if (kind !== undefined) return { view: 'list', kind };
  const [, first, slug] = /^\/([a-z]+)\/([a-z0-9-]{1,100})$/.exec(path) ?? [];
  const view = named.find((one) => one === first);
  return view === undefined || slug === undefined ? { view: 'unknown' } : { view, slug };
}

/** The address of a path in a language: `/talks/astana-2`, `/ar/talks/astana-2`. */
export function addressIn(language: Language, path: string): string {
  if (language === 'en') return path;
  return path === '/' ? '/ar' : `/ar${path}`;
}

/** The path of an address, without its language. */
export function pathWithoutLanguage(pathname: string): string {
  const path = pathname === '/ar' ? '/' : pathname.replace(/^\/ar\//, '/');
  return path === '' ? '/' : path;
}
