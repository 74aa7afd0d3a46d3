/** How the record is read: its words, dates (instants with the zone's name) and numbers in one language. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { addressIn, type Language } from './address.ts';
import { type Dates, datesIn } from './dates.ts';
import { ar } from './words/ar.ts';
import { en, type Words } from './words/en.ts';

export interface Reading extends Dates {
  language: Language;
  words: Words;
  number(number: number): string;
  /** A country by its ISO 3166-1 code. */
  country(code: string): string;
  /** A language by its tag. */
  languageName(tag: string): string;
  /** The address of a path in this language. */
  at(path: string): string;
}

/** Digits as the record's own Arabic has them. */
const locales: Record<Language, string> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

export function readingIn(language: Language): Reading {
  const locale = locales[language];
  const words = language === 'ar' ? ar : en;
  const dates = datesIn(language);
  const numbers = new Intl.NumberFormat(locale);
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    ...dates,
    language,
    words,
    instant: (instant) => `${dates.instant(instant)} ${words.utc}`,
    number: (number) => numbers.format(number),
    country: (code) => countries.of(code) ?? code,
    languageName: (tag) => names.of(tag) ?? tag,
    at: (path) => addressIn(language, path),
  };
}

export const ReadingContext = createContext<Reading>(readingIn('en'));

export function useReading(): Reading {
  return useContext(ReadingContext);
}
