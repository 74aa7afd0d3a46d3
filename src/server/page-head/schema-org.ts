/**
 * The record in the words of https://schema.org, as far as they fit: what the source leaves open is
 * left out, and so is what schema.org has no word for, such as a guarantor or a pledge.
 */

import type {
  ActorFactsFragment,
  EventFactsFragment,
  QuotationFactsFragment,
  SeriesFactsFragment,
  WorkCitedFragment,
  WorkFactsFragment,
} from '../../generated/page-head/graphql.ts';
import { type PageLanguage, pathIn } from './address.ts';

/** What is undefined is left out of the JSON. */
export interface Thing {
  '@type': string;
  [property: string]: unknown;
}

export interface Addresses {
  /** Names a thing, whatever the language of the page. */
  id(path: string): string;
  /** The page about it, in the language of this one. */
  url(path: string): string;
}

export function addressesAt(origin: string, language: PageLanguage): Addresses {
  return { id: (path) => origin + path, url: (path) => origin + pathIn(language, path) };
}

/**
 * A postponed event that has a day may mean the old or the new one, and both of schema.org's words
 * for it say which: so only one without a day has a status.
 */
const eventStatuses = {
  ANNOUNCED: () => undefined,
  UNDER_WAY: () => undefined,
  CONCLUDED: () => undefined,
  POSTPONED: (dated: boolean) => (dated ? undefined : 'https://schema.org/EventPostponed'),
  CANCELLED: () => 'https://schema.org/EventCancelled',
};

export function eventOf(talks: EventFactsFragment, at: Addresses): Thing {
  const { slug, name, aim, startsOn, endsOn, status, process, sponsors, delegations } = talks;
  const wereHeld = status === 'CONCLUDED' || status === 'UNDER_WAY';
  const sponsorsAs = (role: 'SPONSOR' | 'CONVENOR') =>
    sponsors.filter(({ roles }) => roles.includes(role)).map(({ party }) => actorOf(party, at));
  const attended = delegations.flatMap(({ party, seats }) => [
    party,
    ...seats.map(({ person }) => person),
  ]);
  return {
    '@type': 'Event',
    ...placed(`/talks/${slug}`, at),
    name,
    description: aim ?? undefined,
    startDate: startsOn ?? undefined,
    endDate: endsOn ?? undefined,
    eventStatus: eventStatuses[status](startsOn !== null),
    location: locationOf(talks),
    superEvent: process === null ? undefined : seriesOf(process, at),
    sponsor: some(sponsorsAs('SPONSOR')),
    organizer: some(sponsorsAs('CONVENOR')),
    attendee: wereHeld ? some(attended.map((actor) => actorOf(actor, at))) : undefined,
    subjectOf: some(worksOf(talks.citations, at)),
  };
}

export function seriesOf({ slug, name }: SeriesFactsFragment, at: Addresses): Thing {
  return { '@type': 'EventSeries', ...placed(`/processes/${slug}`, at), name };
}

/** A state as a party is one that acts: an Organization, where schema.org's Country is a place. */
export function actorOf(actor: ActorFactsFragment, at: Addresses): Thing {
  const { slug, name } = actor;
  if (actor.__typename === 'Person')
    return { '@type': 'Person', ...placed(`/people/${slug}`, at), name };
  const type = actor.kind === 'GOVERNMENT' ? 'GovernmentOrganization' : 'Organization';
  return { '@type': type, ...placed(`/parties/${slug}`, at), name };
}

/**
 * Words between quotation marks are the speaker's, and a part of the source. What is only reported
 * is in this record's words: an `abstract` of what was said, and no `text`.
 */
export function quotationOf(quote: QuotationFactsFragment, locale: string, at: Addresses): Thing {
  const { slug, form, text, translation, saidOn, citations } = quote;
  const speaker = actorOf(quote.speaker, at);
  const works = some(worksOf(citations, at));
  const wording = (words: string) => (form === 'DIRECT' ? { text: words } : { abstract: words });
  return {
    '@type': 'Quotation',
    ...placed(`/quotes/${slug}`, at),
    ...wording(text),
    inLanguage: quote.locale,
    workTranslation:
      translation === null || translation === text
        ? undefined
        : { '@type': 'Quotation', ...wording(translation), inLanguage: locale },
    spokenByCharacter: speaker,
    dateCreated: saidOn ?? undefined,
    ...(form === 'DIRECT' ? { creator: speaker, isPartOf: works } : { isBasedOn: works }),
  };
}

export function workOf(source: WorkFactsFragment, at: Addresses): Thing {
  const { slug, publisher, headline, locale, publishedOn, url } = source;
  const path = `/sources/${slug}`;
  return {
    '@type': 'CreativeWork',
    '@id': at.id(path),
    // Where it can be read, and what this record has of it.
    url: url ?? undefined,
    mainEntityOfPage: at.url(path),
    headline,
    inLanguage: locale,
    datePublished: publishedOn ?? undefined,
    publisher: { '@type': 'Organization', name: publisher },
  };
}

/** Each source that is cited, once. */
export function worksOf(citations: readonly WorkCitedFragment[], at: Addresses): Thing[] {
  const sources = new Map(citations.map(({ source }) => [source.slug, source] as const));
  return [...sources.values()].map((source) => workOf(source, at));
}

/** Undefined where there are none. */
export function some<One>(list: readonly One[]): readonly One[] | undefined {
  return list.length === 0 ? undefined : list;
}

function placed(path: string, at: Addresses) {
  return { '@id': at.id(path), url: at.url(path) };
}

function locationOf({ city, country }: EventFactsFragment): Thing | undefined {
  if (city === null && country === null) return undefined;
  const address = {
    '@type': 'PostalAddress',
    addressLocality: city ?? undefined,
    addressCountry: country ?? undefined,
  };
  return { '@type': 'Place', name: city ?? undefined, address };
}
