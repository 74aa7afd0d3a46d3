/** Chooses words by language. */
import type { Localised } from './set.ts';

/**
 * The words in `locale`, else in its parent (`en` for `en-GB`), else in English, else in
 * the first language on record by tag, so that the choice does not depend on the store.
 */
export function localise(words: Localised, locale: string): string {
  for (let tag = locale; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = words[tag];
    if (found !== undefined) return found;
  }
  const fallback = words.en ?? words[Object.keys(words).sort()[0] ?? ''];
  if (fallback === undefined) throw new Error('Words in no language: intake lets none through.');
  return fallback;
}

/** The canonical form of a BCP 47 tag (`en-gb` → `en-GB`), or null where it is none. */
export function canonicalLocale(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
