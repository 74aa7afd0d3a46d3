/** Quotations. */
import { sql } from 'kysely';
import type * as set from '../record/set.ts';
import type { QuoteForm } from '../record/terms.ts';
import { rowsByKey } from './by-key.ts';
import { byColumn, byDay, type Listing } from './list.ts';
import { mentions } from './search.ts';
import type { Store } from './store.ts';
import type { QuoteTable } from './tables.ts';
import { type DateRange, fromJson, isInAny, isWithin } from './values.ts';

/** `delegation` is a delegation's key. */
export interface Quote extends Omit<set.Quote, 'citations'> {
  type: 'Quote';
}

export interface QuoteFilter {
  talks?: readonly string[] | null | undefined;
  speaker?: readonly string[] | null | undefined;
  party?: readonly string[] | null | undefined;
  form?: readonly QuoteForm[] | null | undefined;
  locale?: readonly string[] | null | undefined;
  text?: string | null | undefined;
  saidOn?: DateRange | null | undefined;
}

export type QuoteOrder = 'SAID_ON_ASC' | 'SAID_ON_DESC' | 'SOURCE';

export async function quotesBySlug(
  store: Store,
  slugs: readonly string[],
): Promise<(Quote | null)[]> {
  const rows = await rowsByKey<QuoteTable>(store, 'quote', 'slug', slugs);
  return rows.map((row) => row && readQuote(row));
}

export function quoteList(
  store: Store,
  filter: QuoteFilter,
  order: QuoteOrder,
  parent?: 'talks' | 'delegation' | 'speaker',
): Listing<Quote> {
  return {
    order: `quotes ${order}`,
    columns: sql`quote.*`,
    read: readQuote,
    from: sql`quote`,
    ...(parent && {
      parent: {
        column: sql.ref<string>(`quote.${parent}`),
        key: sql`quote.slug`,
        rows: sql`quote`,
      },
    }),
    where: [
      ...isInAny(store, sql`quote.talks`, filter.talks),
      ...isInAny(store, sql`quote.speaker`, filter.speaker),
      ...isInAny(store, sql`quote.spoken_for`, filter.party),
      ...isInAny(store, sql`quote.form`, filter.form),
      ...isInAny(store, sql`quote.locale`, filter.locale),
      ...(filter.text == null ? [] : [mentions(store, 'QUOTE', sql`quote.slug`, filter.text)]),
      ...isWithin(sql`quote.said_on`, filter.saidOn),
    ],
    sort:
      order === 'SOURCE'
        ? [
            byColumn('quote', 'source', ''),
            byColumn('quote', 'source_start', 0),
            byColumn('quote', 'slug', ''),
          ]
        : [byDay(sql`quote.said_on`, order === 'SAID_ON_DESC'), byColumn('quote', 'slug', '')],
  };
}

export function readQuote(row: QuoteTable): Quote {
  return {
    type: 'Quote',
    slug: row.slug,
    speaker: row.speaker,
    delegation: row.delegation,
    talks: row.talks,
    form: row.form,
    text: row.text,
    locale: row.locale,
    translations: fromJson(row.translations_json),
    saidOn: row.said_on,
  };
}
