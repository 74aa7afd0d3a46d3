/** What is asked for, and what is said, of the thing that a page is of. */

import type { QuotationFactsFragment } from '../../generated/page-head/graphql.ts';
import type { PageLanguage } from './address.ts';
import type { Ask } from './ask.ts';
import { type Addresses, quotationOf, type Thing } from './schema-org.ts';

export interface PageDescription {
  /** Without the name of the site; null where the page is of no one thing. */
  title: string | null;
  /** In plain words; empty where there are none. */
  description: string;
  /** What is on the page as schema.org has it, the thing that it is about first. */
  things: readonly Thing[];
}

export interface Subject {
  slug: string;
  locale: PageLanguage;
  /** Without the language: `/talks/astana-2`. */
  path: string;
  ask: Ask;
  at: Addresses;
  site: SiteWords;
}

/** What the whole site is called and holds, in the language of the page. */
export interface SiteWords {
  title: string;
  description: string;
}

/** Answers null where there is no such thing on record. */
export type Describe = (subject: Subject) => Promise<PageDescription | null>;

export function quotationsOf(
  quotes: readonly QuotationFactsFragment[],
  { locale, at }: Subject,
): Thing[] {
  return quotes.map((quote) => quotationOf(quote, locale, at));
}
