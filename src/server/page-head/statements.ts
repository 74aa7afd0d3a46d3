/** Pages of quotations, pledges and the sources that they were read from. */
import { labels } from '../../export/labels.ts';
import {
  PledgeHeadDocument,
  QuoteHeadDocument,
  SourceHeadDocument,
} from '../../generated/page-head/graphql.ts';
import { type Describe, quotationsOf } from './description.ts';
import { some, workOf, worksOf } from './schema-org.ts';
import { daysIn, joined, listed, shortened } from './words.ts';

/** In characters: as much of a quotation as a title has room for. */
const titleLength = 60;

export const describeQuote: Describe = async (subject) => {
  const { ask, slug, locale } = subject;
  const { quote } = await ask(QuoteHeadDocument, { slug, locale });
  if (quote === null) return null;
  const words = quote.translation ?? quote.text;
  return {
    title: `${quote.speaker.name}: ${shortened(words, titleLength)}`,
    description: words,
    things: quotationsOf([quote], subject),
  };
};

/** schema.org has no word for a pledge, so what it is told of is the page itself. */
export const describePledge: Describe = async (subject) => {
  const { ask, at, slug, locale, path } = subject;
  const { pledge } = await ask(PledgeHeadDocument, { slug, locale });
  if (pledge === null) return null;
  const { summary, makers, status, attestation, updates, citations, quotes } = pledge;
  const { words, ...terms } = labels[locale];
  const names = listed(
    makers.map(({ name }) => name),
    locale,
  );
  const description = joined([
    names && `${words.by}: ${names}`,
    `${words.status}: ${terms.status[status]}`,
    `${words.attestation}: ${terms.attestation[attestation]}`,
  ]);
  const page = {
    '@type': 'WebPage',
    '@id': at.url(path),
    url: at.url(path),
    name: summary,
    description,
    inLanguage: locale,
    dateModified: updates.nodes[0]?.recordedAt,
    citation: some(worksOf(citations, at)),
  };
  return { title: summary, description, things: [page, ...quotationsOf(quotes, subject)] };
};

export const describeSource: Describe = async ({ ask, at, slug, locale }) => {
  const { source } = await ask(SourceHeadDocument, { slug });
  if (source === null) return null;
  const { headline, publisher, publishedOn } = source;
  return {
    title: headline,
    description: joined([publisher, daysIn(locale, publishedOn, null)]),
    things: [workOf(source, at)],
  };
};
