/** Where the page for people shows what an export tells of. */
import { labelLanguage } from './labels.ts';

/** The address of a path (`/`, `/pledges/next-meeting`) in the reader's language. */
export function pageAddress(origin: string, locale: string, path: string): string {
  if (labelLanguage(locale) !== 'ar') return origin + path;
  return `${origin}/ar${path === '/' ? '' : path}`;
}
