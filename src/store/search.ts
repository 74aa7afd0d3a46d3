/** Words found in names, summaries and quotations: FTS5, or PostgreSQL's full text. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { words } from '../record/spelling.ts';
import type { Listing } from './list.ts';
import type { Store } from './store.ts';
import { isInAny } from './values.ts';

/** In the order in which equally good results are listed. */
export const searchKinds = ['TALKS', 'PARTY', 'PERSON', 'QUOTE', 'PLEDGE'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** What was found: the object's kind and slug. */
export interface Found {
  kind: SearchKind;
  key: string;
}

/** More words than these only make a search slower, never better. */
const wordsLookedFor = 16;

/** Longer texts are cut before they are folded: that takes long where marks are piled up. */
const charactersLookedFor = 2000;

/**
 * Objects that hold all the words, the last of which may be the beginning of one. Best first:
 * those that hold them in a name before those that hold them in a text; then the shorter, of
 * which the words are the greater part. The same order on both databases.
 */
export function searchList(
  store: Store,
  text: string,
  kinds: readonly SearchKind[] | null | undefined,
): Listing<Found> {
  const found = wordsToFind(text);
  return {
    order: 'search',
    columns: sql`search_document.kind, search_document.key`,
    read: ({ kind, key }: Found) => ({ kind, key }),
    from: sql`search_document`,
    where: [holds(store, 'either', found), ...isInAny(store, sql`search_document.kind`, kinds)],
    sort: [
      { value: sql`case when ${holds(store, 'names', found)} then 0 else 1 end`, like: 0 },
      { value: sql`search_document.length`, like: 0 },
      { value: kindRank(), like: 0 },
      { value: sql`search_document.key`, like: '' },
    ],
  };
}

function wordsToFind(text: string): string[] {
  return words(text.slice(0, charactersLookedFor)).slice(0, wordsLookedFor);
}

/** Whether the summary or quotation with this slug holds all the words. */
export function mentions(
  store: Store,
  kind: SearchKind,
  slug: RawBuilder<unknown>,
  text: string,
): RawBuilder<SqlBool> {
  const holding = sql`
    select search_document.key from search_document
    where search_document.kind = ${kind} and ${holds(store, 'texts', wordsToFind(text))}
  `;
  // PostgreSQL cannot tell how rare words are. As an array they are looked up first, and once;
  // else it may look at every row of the list to see whether the words are in it.
  return store.kind === 'sqlite'
    ? sql<SqlBool>`${slug} in (${holding})`
    : sql<SqlBool>`${slug} = any(array(${holding}))`;
}

/** Words have only letters and digits in them, so that neither quoting can be broken out of. */
function holds(
  store: Store,
  where: 'names' | 'texts' | 'either',
  looked: readonly string[],
): RawBuilder<SqlBool> {
  if (looked.length === 0) return sql<SqlBool>`1 = 0`;
  const last = looked.length - 1;
  if (store.kind === 'sqlite') {
    const each = looked.map((word, index) => `"${word}"${index === last ? ' *' : ''}`);
    const columns = where === 'either' ? '{names texts}' : where;
    return sql<SqlBool>`search_document.id in (
      select rowid from search_index where search_index match ${`${columns} : (${each.join(' AND ')})`}
    )`;
  }
  const each = looked.map((word, index) => `'${word}'${index === last ? ':*' : ''}`);
  const vector = { names: 'names_vector', texts: 'texts_vector', either: 'vector' }[where];
  return sql<SqlBool>`${sql.ref(`search_document.${vector}`)} @@ ${each.join(' & ')}::tsquery`;
}

function kindRank(): RawBuilder<number> {
  const cases = searchKinds.map((kind, rank) => sql`when ${sql.lit(kind)} then ${sql.lit(rank)}`);
  return sql<number>`case search_document.kind ${sql.join(cases, sql` `)} end`;
}

/** What is kept of an object to find it by: folded words, and how many they are. */
export function searchDocument(
  names: readonly string[],
  texts: readonly string[],
): { names: string; texts: string; length: number } {
  const inNames = names.flatMap(words);
  const inTexts = texts.flatMap(words);
  return {
    names: inNames.join(' '),
    texts: inTexts.join(' '),
    length: inNames.length + inTexts.length,
  };
}
