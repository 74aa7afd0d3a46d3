/** Words by language: the `locale` argument, and what it chooses. */
import { localise } from '../record/locale.ts';
import type { Localised } from '../record/set.ts';
import { builder } from './builder.ts';

/** The argument of every field whose words come in several languages. */
export const localeArgument = builder.args((t) => ({
  locale: t.field({ type: 'Locale', required: true, defaultValue: 'en' }),
}));

/** For nullable words. */
export function localiseOrNull(words: Localised | null, locale: string): string | null {
  return words === null ? null : localise(words, locale);
}
