/**
 * The fixture format: one entry of each file, as zod checks it and as editors learn it. Keys that
 * may be null may be left out; a key that is not here is a fault.
 */
import { z } from 'zod';
import type * as set from '../record/set.ts';
import {
  attestations,
  closingDocuments,
  outcomeKinds,
  partyKinds,
  pledgeRoles,
  pledgeStatuses,
  quoteForms,
  seatRoles,
  sessionKinds,
  speechActs,
  sponsorRoles,
  talksFormats,
  talksStatuses,
} from '../record/terms.ts';
import type { RecordList } from './files.ts';
import {
  always,
  anyCitations,
  citations,
  count,
  date,
  digest,
  distinct,
  endsAfterStart,
  instant,
  isSpan,
  locale,
  localised,
  names,
  offsets,
  passage,
  prose,
  slug,
  url,
  words,
} from './values.ts';

function optional<Value extends z.ZodType>(value: Value) {
  return value.nullable().default(null);
}

const own = slug('a slug of its own');
const actors = distinct(slug('the slug of a person or a party')).default([]);

const source = z.strictObject({
  slug: own,
  publisher: words,
  headline: words,
  locale,
  publishedOn: optional(date),
  url: optional(url),
  sha256: digest,
  length: count(1),
  paragraphs: offsets,
});

const process = z.strictObject({ slug: own, name: localised, citations });

const party = z.strictObject({
  slug: own,
  kind: z.enum(partyKinds),
  names,
  citations,
});

const person = z.strictObject({ slug: own, names, citations });

const session = z.strictObject({
  kind: z.enum(sessionKinds),
  durationMinutes: optional(count(1)),
  note: optional(localised),
  citations,
});

const outcome = z.strictObject({
  kind: z.enum(outcomeKinds),
  summary: localised,
  claimedBy: actors,
  citations,
});

/** Whether two days stand in order; where either is missing, or is no day, they do. */
function inOrder(first: unknown, last: unknown): boolean {
  const days = [first, last].filter((day) => date.safeParse(day).success);
  return days.length < 2 || String(first) <= String(last);
}

const talks = z
  .strictObject({
    slug: own,
    name: localised,
    process: optional(slug('the slug of a process')),
    round: optional(count(1)),
    city: optional(localised),
    country: optional(
      z.string().regex(/^[A-Z]{2}$/, { error: 'a country by its two letters, such as "KZ"' }),
    ),
    startsOn: optional(date),
    endsOn: optional(date),
    status: z.enum(talksStatuses),
    format: optional(z.enum(talksFormats)),
    aim: optional(localised),
    closingDocument: z.enum(closingDocuments),
    sessions: z.array(session).default([]),
    outcomes: z.array(outcome).default([]),
    citations,
  })
  .refine(({ startsOn, endsOn }) => inOrder(startsOn, endsOn), {
    error: 'a day that is not before startsOn',
    path: ['endsOn'],
    when: always,
  });

const seat = z.strictObject({
  person: slug('the slug of a person'),
  role: z.enum(seatRoles),
  title: optional(localised),
  citations,
});

const delegation = z.strictObject({
  talks: slug('the slug of talks'),
  party: slug('the slug of a party'),
  name: localised,
  seats: distinct(seat, ({ person, role }) => `${person} ${role}`).default([]),
  citations,
});

const sponsor = z.strictObject({
  talks: slug('the slug of talks'),
  party: slug('the slug of a party'),
  roles: distinct(z.enum(sponsorRoles)).min(1, { error: 'at least one role' }),
  alliedWith: distinct(slug('the slug of a party')).default([]),
  citations,
});

const quote = z.strictObject({
  slug: own,
  speaker: slug('the slug of a person or a party'),
  delegation: optional(slug('the slug of a party that has a delegation at the same talks')),
  talks: slug('the slug of talks'),
  form: z.enum(quoteForms),
  text: words,
  locale,
  translations: z.record(locale, words).default({}),
  saidOn: optional(date),
  citations,
});

const deadline = z
  .strictObject({
    phrase: words,
    locale,
    immediate: z.boolean().default(false),
    earliest: optional(date),
    latest: optional(date),
  })
  .refine(({ earliest, latest }) => inOrder(earliest, latest), {
    error: 'a day that is not before earliest',
    path: ['latest'],
    when: always,
  });

const part = z.strictObject({ party: slug('the slug of a party'), role: z.enum(pledgeRoles) });

const pledge = z.strictObject({
  slug: own,
  summary: localised,
  act: z.enum(speechActs),
  talks: slug('the slug of talks'),
  madeAt: optional(slug('the slug of talks')),
  madeOn: optional(date),
  parties: distinct(part, ({ party, role }) => `${party} ${role}`),
  reportedBy: actors,
  attestation: z.enum(attestations),
  quotes: distinct(slug('the slug of a quotation')).default([]),
  deadline: optional(deadline),
  citations,
});

const entry = {
  key: slug('a key of its own'),
  pledge: slug('the slug of a pledge'),
  rationale: prose,
  locale,
  recordedAt: instant,
  recordedBy: words,
};

/** Whether something is there: neither left out, nor null, nor an empty list. */
function given(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

const rated = z
  .strictObject({
    ...entry,
    status: z.enum(pledgeStatuses).exclude(['NOT_YET_RATED']),
    occurredOn: optional(date),
    supersededBy: optional(slug('the slug of a pledge')),
    citations: anyCitations,
    url: optional(url),
  })
  .refine((update) => given(update.citations) || given(update.url), {
    error: 'citations or a url as evidence',
    params: { came: 'neither' },
    when: always,
  })
  .refine((update) => !(given(update.citations) && given(update.url)), {
    error: 'citations or a url as evidence',
    params: { came: 'both' },
    when: always,
  })
  .refine((update) => (update.status === 'SUPERSEDED') === given(update.supersededBy), {
    error: 'the slug of another pledge where the status is SUPERSEDED, and none elsewhere',
    path: ['supersededBy'],
    when: always,
  });

const retracted = z.strictObject({ ...entry, retracts: slug('the key of an earlier entry') });

/** Which of its two shapes an entry of the pledge log is meant to have. */
export function updateFormat(update: unknown) {
  const retracts = typeof update === 'object' && update !== null && 'retracts' in update;
  return retracts ? retracted : rated;
}

const setAside = z.strictObject({ ...passage, reason: localised }).refine(isSpan, endsAfterStart);

/** One entry of each list, yielding what `src/record/set.ts` says. */
export const formats = {
  sources: source,
  processes: process,
  parties: party,
  people: person,
  talks,
  delegations: delegation,
  sponsors: sponsor,
  quotes: quote,
  pledges: pledge,
  updates: z.union([rated, retracted]),
  setAside,
} satisfies { [List in RecordList]: z.ZodType<set.RecordSet[List][number]> };
