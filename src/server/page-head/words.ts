/** Short texts made of what is on record. */
import type { PageLanguage } from './address.ts';

/** Each part once, in order; those that are empty or null are left out. */
export function joined(parts: readonly (string | null)[]): string {
  return [...new Set(parts.filter(Boolean))].join(' · ');
}

export function listed(names: readonly string[], locale: PageLanguage): string {
  return names.join(locale === 'ar' ? '، ' : ', ');
}

/** The text, or as many of its words as go into so many characters with an ellipsis. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const start = characters.slice(0, most).join('');
  return `${start.replace(/\s+\S*$/u, '')}…`;
}

/** In Arabic a month has both of its names, `شباط/فبراير`, as on the page. */
const dateLocales: Record<PageLanguage, readonly string[]> = {
  en: ['en-GB'],
  ar: ['ar-SY-u-nu-latn', 'ar-EG-u-nu-latn'],
};

/** `16 February 2017`, `16 – 18 February 2017`; null without a first day. */
export function daysIn(locale: PageLanguage, first: string | null, last: string | null) {
  if (first === null) return null;
  const versions = dateLocales[locale].map((one) =>
    new Intl.DateTimeFormat(one, { dateStyle: 'long', timeZone: 'UTC' }).formatRangeToParts(
      new Date(`${first}T00:00:00Z`),
      new Date(`${last ?? first}T00:00:00Z`),
    ),
  );
  const [parts = []] = versions;
  return parts
    .map(({ type, value }, index) =>
      type === 'month' ? versions.map((version) => version[index]?.value).join('/') : value,
    )
    .join('');
}
