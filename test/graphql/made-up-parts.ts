/** Parts of made-up records: only what a test is about need be said. */
import { createHash } from 'node:crypto';
import type * as set from '../../src/record/set.ts';

/** The passage that begins here. */
export function at(source: string, start: number): set.Citation[] {
  const sha256 = createHash('sha256').update(`${source} ${start}`).digest('hex');
  return [{ source, paragraph: 1, start, end: start + 5, sha256 }];
}

const somewhere = at('s-one', 0);

export function source(slug: string): set.Source {
  const sha256 = createHash('sha256').update(slug).digest('hex');
  return {
    slug,
    publisher: 'Nobody',
    headline: 'Made up',
    locale: 'en',
    publishedOn: null,
    url: null,
    sha256,
    length: 1000,
    paragraphs: [0],
  };
}

export function process(slug: string, name: set.Localised): set.Process {
  return { slug, name, citations: somewhere };
}

export function party(slug: string, kind: set.Party['kind']): set.Party {
  const names = [{ value: `Party ${slug}`, locale: 'en', preferred: true }];
  return { slug, kind, names, citations: somewhere };
}

export function person(
  slug: string,
  names: readonly [locale: string, value: string][],
): set.Person {
  return {
    slug,
    names: names.map(([locale, value]) => ({ locale, value, preferred: true })),
    citations: somewhere,
  };
}

export function talks(slug: string, rest: Partial<set.Talks> = {}): set.Talks {
  return {
    slug,
    name: { en: `Talks ${slug}` },
    process: null,
    round: null,
    city: null,
    country: null,
    startsOn: null,
    endsOn: null,
    status: 'CONCLUDED',
    format: null,
    aim: null,
    closingDocument: 'UNKNOWN',
    sessions: [],
    outcomes: [],
    citations: somewhere,
    ...rest,
  };
}

export function delegation(
  talks: string,
  party: string,
  ...seats: [person: string, role: set.Seat['role']][]
): set.Delegation {
  return {
    talks,
    party,
    name: { en: `Delegation of ${party} to ${talks}` },
    seats: seats.map(([person, role]) => ({ person, role, title: null, citations: somewhere })),
    citations: somewhere,
  };
}

export function sponsor(talks: string, party: string, ...roles: set.Sponsor['roles'][number][]) {
  return { talks, party, roles, alliedWith: [], citations: somewhere } satisfies set.Sponsor;
}

export function quote(
  slug: string,
  [speaker, delegation, talks]: [speaker: string, delegation: string | null, talks: string],
  citations: set.Citation[],
  rest: Partial<set.Quote> = {},
): set.Quote {
  return {
    slug,
    speaker,
    delegation,
    talks,
    form: 'DIRECT',
    text: `Words of ${slug}`,
    locale: 'en',
    translations: {},
    saidOn: null,
    citations,
    ...rest,
  };
}

export function pledge(slug: string, rest: Partial<set.Pledge> = {}): set.Pledge {
  return {
    slug,
    summary: { en: `To do ${slug}` },
    act: 'PLEDGE',
    talks: 'a-2',
    madeAt: null,
    madeOn: null,
    parties: [],
    reportedBy: [],
    attestation: 'STATED',
    quotes: [],
    deadline: null,
    citations: somewhere,
    ...rest,
  };
}

export function due(latest: string | null, rest: Partial<set.Deadline> = {}): set.Deadline {
  return { phrase: 'in time', locale: 'en', immediate: false, earliest: null, latest, ...rest };
}

function entry(key: string, pledge: string, day: string) {
  return {
    key,
    pledge,
    rationale: `Why ${key}`,
    locale: 'en',
    recordedAt: `${day}T12:00:00.000Z`,
    recordedBy: 'An editor',
  };
}

/** An entry that rates, recorded at noon of the day. */
export function rated(
  key: string,
  pledge: string,
  day: string,
  status: set.Rated['status'],
  rest: Partial<set.Rated> = {},
): set.Rated {
  return {
    ...entry(key, pledge, day),
    status,
    occurredOn: null,
    supersededBy: null,
    citations: [],
    url: 'https://news.example/it',
    ...rest,
  };
}

export function takenBack(
  key: string,
  pledge: string,
  day: string,
  retracts: string,
): set.Retracted {
  return { ...entry(key, pledge, day), retracts };
}
