/** How the record is read: its words, dates and numbers in one language. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { addressIn, type Language } from './address.ts';
import { ar } from './words/ar.ts';
import { en, type Words } from './words/en.ts';

export interface Reading {
  language: Language;
  words: Words;
  /** A calendar day, `2017-02-16`. */
  day(day: string): string;
  /** An instant, told in UTC, as the record keeps it. */
  instant(instant: string): string;
  number(number: number): string;
  /** A country by its ISO 3166-1 code. */
  country(code: string): string;
  /** A language by its tag. */
  languageName(tag: string): string;
  /** The address of a path in this language. */
  at(path: string): string;
}

/** Digits as the record's own Arabic has them; months as most of its readers know them. */
const locales: Record<Language, string> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

export function readingIn(language: Language): Reading {
  const locale = locales[language];
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  const numbers = new Intl.NumberFormat(locale);
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    language,
    words: language === 'ar' ? ar : en,
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    instant: (instant) => instants.format(new Date(instant)),
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
