/** Pages of people and parties. */

import {
  PartyHeadDocument,
  PersonHeadDocument,
  type PersonHeadQuery,
} from '../../generated/page-head/graphql.ts';
import { type Describe, quotationsOf } from './description.ts';
import { actorOf, some, type Thing, worksOf } from './schema-org.ts';
import { joined } from './words.ts';

export const describePerson: Describe = async (subject) => {
  const { ask, at, slug, locale } = subject;
  const { person } = await ask(PersonHeadDocument, { slug, locale });
  if (person === null) return null;
  const others = otherNames(person);
  const thing = {
    ...actorOf(person, at),
    alternateName: some(others),
    memberOf: some(person.seats.map(seatOf)),
    subjectOf: some(worksOf(person.citations, at)),
  };
  const seats = person.seats.flatMap(({ title, delegation }) => [title, delegation.name]);
  return {
    title: person.name,
    description: joined([...seats, ...others]),
    things: [thing, ...quotationsOf(person.quotes.nodes, subject)],
  };
};

export const describeParty: Describe = async (subject) => {
  const { ask, at, slug, locale } = subject;
  const { party } = await ask(PartyHeadDocument, { slug, locale });
  if (party === null) return null;
  const others = otherNames(party);
  const thing = {
    ...actorOf(party, at),
    alternateName: some(others),
    subjectOf: some(worksOf(party.citations, at)),
  };
  return {
    title: party.name,
    description: joined(others),
    things: [thing, ...quotationsOf(party.quotes.nodes, subject)],
  };
};

type Seat = NonNullable<PersonHeadQuery['person']>['seats'][number];

/** A membership with the office held, by https://schema.org/Role. */
function seatOf({ title, delegation }: Seat): Thing {
  return {
    '@type': 'OrganizationRole',
    roleName: title ?? undefined,
    memberOf: { '@type': 'Organization', name: delegation.name },
  };
}

function otherNames(actor: { name: string; names: readonly { value: string }[] }): string[] {
  return [...new Set(actor.names.map(({ value }) => value))].filter((name) => name !== actor.name);
}
