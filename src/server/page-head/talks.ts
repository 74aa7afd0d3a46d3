/** Pages of talks, and of the processes that they are rounds of. */

import { ProcessHeadDocument, TalksHeadDocument } from '../../generated/page-head/graphql.ts';
import type { Describe } from './description.ts';
import { quotationsOf } from './description.ts';
import { eventOf, seriesOf, some, worksOf } from './schema-org.ts';
import { daysIn, joined } from './words.ts';

export const describeTalks: Describe = async (subject) => {
  const { ask, at, slug, locale } = subject;
  const { talks } = await ask(TalksHeadDocument, { slug, locale });
  if (talks === null) return null;
  return {
    title: talks.name,
    description: joined([talks.city, daysIn(locale, talks.startsOn, talks.endsOn), talks.aim]),
    things: [eventOf(talks, at), ...quotationsOf(talks.quotes.nodes, subject)],
  };
};

export const describeProcess: Describe = async ({ ask, at, slug, locale }) => {
  const { process } = await ask(ProcessHeadDocument, { slug, locale });
  if (process === null) return null;
  const rounds = process.rounds.nodes;
  const series = {
    ...seriesOf(process, at),
    subEvent: some(rounds.map((talks) => ({ ...eventOf(talks, at), superEvent: undefined }))),
    subjectOf: some(worksOf(process.citations, at)),
  };
  return {
    title: process.name,
    description: joined(rounds.map(({ name }) => name)),
    things: [series],
  };
};
