/** Dates as the record's own words have them. */
import type { Language } from './address.ts';

export interface Dates {
  /** A calendar day, `2017-02-16`. */
  day(day: string): string;
  /** From one calendar day to another. */
  days(first: string, last: string): string;
  /** An instant, in UTC, with the time but not the zone's name. */
  instant(instant: string): string;
}

/** In Arabic a month has both of its names, `شباط/فبراير`, as no reader knows them all by one. */
const locales: Record<Language, readonly string[]> = {
  en: ['en-GB'],
  ar: ['ar-SY-u-nu-latn', 'ar-EG-u-nu-latn'],
};

export function datesIn(language: Language): Dates {
  const days = formatsOf(language, { dateStyle: 'long' });
  const instants = formatsOf(language, {
    year: 'numeric',
    month: language === 'ar' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    day: (day) => joined(days.map((format) => format.formatToParts(atMidnight(day)))),
    days: (first, last) =>
      joined(days.map((format) => format.formatRangeToParts(atMidnight(first), atMidnight(last)))),
    instant: (instant) => joined(instants.map((format) => format.formatToParts(new Date(instant)))),
  };
}

function formatsOf(language: Language, options: Intl.DateTimeFormatOptions) {
  return locales[language].map(
    (locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }),
  );
}

/** One date in several locales, which differ in nothing but what they call its months. */
function joined(versions: readonly Intl.DateTimeFormatPart[][]): string {
  const [first = []] = versions;
  return first
    .map(({ type, value }, index) =>
      type === 'month' ? versions.map((parts) => parts[index]?.value).join('/') : value,
    )
    .join('');
}

function atMidnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
