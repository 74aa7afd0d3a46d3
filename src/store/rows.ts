/** What a set holds, as rows. */
import type * as set from '../record/set.ts';
import { pledgeRoles } from '../record/terms.ts';
import type { CitationOwner } from './citations.ts';
import { presenceKey } from './delegations.ts';
import { type SearchKind, searchDocument } from './search.ts';
import type { CitationTable, Tables } from './tables.ts';

/** The rows of one object: its own, and those that belong to it. */
export type Rows = { readonly [Table in keyof Tables]?: readonly object[] };

export function sourceRows(source: set.Source): Rows {
  const { publishedOn, paragraphs, ...row } = source;
  return {
    source: [{ ...row, published_on: publishedOn, paragraphs_json: JSON.stringify(paragraphs) }],
  };
}

export function processRows(process: set.Process): Rows {
  return {
    process: [{ slug: process.slug, name_json: JSON.stringify(process.name) }],
    citation: citationRows(`Process:${process.slug}`, process.citations),
  };
}

export function partyRows(party: set.Party): Rows {
  return {
    actor: [
      {
        slug: party.slug,
        type: 'Party',
        kind: party.kind,
        names_json: JSON.stringify(party.names),
      },
    ],
    citation: citationRows(`Party:${party.slug}`, party.citations),
    search_document: [
      found(
        'PARTY',
        party.slug,
        party.names.map((name) => name.value),
        [],
      ),
    ],
  };
}

export function personRows(person: set.Person): Rows {
  return {
    actor: [
      { slug: person.slug, type: 'Person', kind: null, names_json: JSON.stringify(person.names) },
    ],
    citation: citationRows(`Person:${person.slug}`, person.citations),
    search_document: [
      found(
        'PERSON',
        person.slug,
        person.names.map((name) => name.value),
        [],
      ),
    ],
  };
}

export function talksRows(talks: set.Talks): Rows {
  const { slug } = talks;
  return {
    talks: [
      {
        slug,
        process: talks.process,
        round: talks.round,
        name_json: JSON.stringify(talks.name),
        city_json: jsonOrNull(talks.city),
        country: talks.country,
        starts_on: talks.startsOn,
        ends_on: talks.endsOn,
        status: talks.status,
        format: talks.format,
        aim_json: jsonOrNull(talks.aim),
        closing_document: talks.closingDocument,
      },
    ],
    session: talks.sessions.map((session, position) => ({
      talks: slug,
      position,
      kind: session.kind,
      duration_minutes: session.durationMinutes,
      note_json: jsonOrNull(session.note),
    })),
    outcome: talks.outcomes.map((outcome, position) => ({
      talks: slug,
      position,
      kind: outcome.kind,
      summary_json: JSON.stringify(outcome.summary),
      claimed_by_json: JSON.stringify(outcome.claimedBy),
    })),
    citation: [
      ...citationRows(`Talks:${slug}`, talks.citations),
      ...talks.sessions.flatMap((session, position) =>
        citationRows(`Session:${slug}/${position}`, session.citations),
      ),
      ...talks.outcomes.flatMap((outcome, position) =>
        citationRows(`Outcome:${slug}/${position}`, outcome.citations),
      ),
    ],
    search_document: [
      found(
        'TALKS',
        slug,
        [...Object.values(talks.name), ...Object.values(talks.city ?? {})],
        [
          ...Object.values(talks.aim ?? {}),
          ...talks.outcomes.flatMap((outcome) => Object.values(outcome.summary)),
        ],
      ),
    ],
  };
}

export function delegationRows(delegation: set.Delegation): Rows {
  const key = presenceKey(delegation.talks, delegation.party);
  return {
    delegation: [
      {
        key,
        talks: delegation.talks,
        party: delegation.party,
        name_json: JSON.stringify(delegation.name),
      },
    ],
    seat: delegation.seats.map((seat, position) => ({
      delegation: key,
      position,
      person: seat.person,
      role: seat.role,
      title_json: jsonOrNull(seat.title),
    })),
    citation: [
      ...citationRows(`Delegation:${key}`, delegation.citations),
      ...delegation.seats.flatMap((seat, position) =>
        citationRows(`Seat:${key}/${position}`, seat.citations),
      ),
    ],
  };
}

export function sponsorRows(sponsor: set.Sponsor): Rows {
  const key = presenceKey(sponsor.talks, sponsor.party);
  return {
    sponsor: [
      {
        key,
        talks: sponsor.talks,
        party: sponsor.party,
        roles_json: JSON.stringify(sponsor.roles),
        allied_with_json: JSON.stringify(sponsor.alliedWith),
      },
    ],
    citation: citationRows(`Sponsor:${key}`, sponsor.citations),
  };
}

/** `parties` are the slugs that name parties: a party that speaks is spoken for by itself. */
export function quoteRows(quote: set.Quote, parties: ReadonlySet<string>): Rows {
  const self = parties.has(quote.speaker) ? quote.speaker : null;
  return {
    quote: [
      {
        slug: quote.slug,
        speaker: quote.speaker,
        delegation: quote.delegation === null ? null : presenceKey(quote.talks, quote.delegation),
        spoken_for: quote.delegation ?? self,
        talks: quote.talks,
        form: quote.form,
        text: quote.text,
        locale: quote.locale,
        translations_json: JSON.stringify(quote.translations),
        said_on: quote.saidOn,
        ...firstOf(quote.citations),
      },
    ],
    citation: citationRows(`Quote:${quote.slug}`, quote.citations),
    search_document: [
      found('QUOTE', quote.slug, [], [quote.text, ...Object.values(quote.translations)]),
    ],
  };
}

export function pledgeRows(pledge: set.Pledge): Rows {
  const { slug, deadline } = pledge;
  const parties = pledge.parties.toSorted(
    (one, other) => pledgeRoles.indexOf(one.role) - pledgeRoles.indexOf(other.role),
  );
  return {
    pledge: [
      {
        slug,
        summary_json: JSON.stringify(pledge.summary),
        act: pledge.act,
        talks: pledge.talks,
        made_at: pledge.madeAt,
        made_on: pledge.madeOn,
        reported_by_json: JSON.stringify(pledge.reportedBy),
        attestation: pledge.attestation,
        deadline_phrase: deadline?.phrase ?? null,
        deadline_locale: deadline?.locale ?? null,
        deadline_immediate: deadline && Number(deadline.immediate),
        deadline_earliest: deadline?.earliest ?? null,
        deadline_latest: deadline?.latest ?? null,
        ...firstOf(pledge.citations),
      },
    ],
    pledge_party: parties.map(({ party, role }, position) => ({
      pledge: slug,
      party,
      role,
      position,
    })),
    pledge_quote: pledge.quotes.map((quote, position) => ({ pledge: slug, quote, position })),
    citation: citationRows(`Pledge:${slug}`, pledge.citations),
    search_document: [found('PLEDGE', slug, [], Object.values(pledge.summary))],
  };
}

export function citationRows(
  owner: CitationOwner,
  citations: readonly set.Citation[],
): CitationTable[] {
  return citations.map((citation, position) => ({
    owner,
    position,
    source: citation.source,
    paragraph: citation.paragraph,
    start_at: citation.start,
    end_at: citation.end,
    sha256: citation.sha256,
  }));
}

/** Names a passage that is set aside. Padded, so that keys sort as the passages stand in the text. */
export function setAsideKey({ source, start, end }: set.SetAside): string {
  return `${source}/${pad(start)}-${pad(end)}`;
}

function pad(offset: number): string {
  return String(offset).padStart(10, '0');
}

export function setAsideRows(setAside: set.SetAside): Rows {
  return {
    set_aside: [
      {
        key: setAsideKey(setAside),
        source: setAside.source,
        paragraph: setAside.paragraph,
        start_at: setAside.start,
        end_at: setAside.end,
        sha256: setAside.sha256,
        reason_json: JSON.stringify(setAside.reason),
      },
    ],
  };
}

/** Where in its source a thing stands; intake lets nothing through without a citation. */
function firstOf([first]: readonly set.Citation[]): { source: string; source_start: number } {
  if (!first) throw new Error('A fact without a citation: intake lets none through.');
  return { source: first.source, source_start: first.start };
}

function found(kind: SearchKind, key: string, names: readonly string[], texts: readonly string[]) {
  return { kind, key, ...searchDocument(names, texts) };
}

function jsonOrNull(words: set.Localised | null): string | null {
  return words === null ? null : JSON.stringify(words);
}
