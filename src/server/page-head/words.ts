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

/** `16 February 2017`, `16 February 2017 – 18 February 2017`; null without a first day. */
export function daysIn(locale: PageLanguage, first: string | null, last: string | null) {
  if (first === null) return null;
  const days = last === null || last === first ? [first] : [first, last];
  return days.map((day) => dayIn(locale, day)).join(' – ');
}

export function dayIn(locale: PageLanguage, day: string): string {
  const format = new Intl.DateTimeFormat(locale === 'ar' ? 'ar-u-nu-latn' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
