/** What each kind of page says of itself. */
import { describeParty, describePerson } from './actors.ts';
import type { PageAddress, PageKind } from './address.ts';
import { describeRecord } from './dataset.ts';
import type { Describe, PageDescription, Subject } from './description.ts';
import { describePledge, describeQuote, describeSource } from './statements.ts';
import { describeProcess, describeTalks } from './talks.ts';

/** Of no one thing. */
const describeNothing: Describe = async () => ({ title: null, description: '', things: [] });

const describers: Record<PageKind, Describe> = {
  home: describeRecord,
  board: describeNothing,
  search: describeNothing,
  list: describeNothing,
  talks: describeTalks,
  processes: describeProcess,
  pledges: describePledge,
  quotes: describeQuote,
  people: describePerson,
  parties: describeParty,
  sources: describeSource,
};

/** Answers null where the page is of something that is not on record. */
export function describePage(
  { kind, slug, language, path }: PageAddress,
  parts: Pick<Subject, 'ask' | 'at' | 'site'>,
): Promise<PageDescription | null> {
  return describers[kind]({ slug, locale: language, path, ...parts });
}
