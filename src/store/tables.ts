/**
 * The tables, alike in both databases. Dates and instants are ISO 8601 text, which sorts as time
 * does; booleans are 0 and 1; columns that end in `_json` hold lists and words in several
 * languages, which are read whole and never searched.
 */
import type { Generated } from 'kysely';
import type * as terms from '../record/terms.ts';

export interface Tables {
  record_state: RecordStateTable;
  imported_item: ImportedItemTable;
  source: SourceTable;
  process: ProcessTable;
  actor: ActorTable;
  talks: TalksTable;
  session: SessionTable;
  outcome: OutcomeTable;
  delegation: DelegationTable;
  seat: SeatTable;
  sponsor: SponsorTable;
  quote: QuoteTable;
  pledge: PledgeTable;
  pledge_party: PledgePartyTable;
  pledge_quote: PledgeQuoteTable;
  pledge_update: PledgeUpdateTable;
  idempotency_key: IdempotencyKeyTable;
  citation: CitationTable;
  set_aside: SetAsideTable;
  search_document: SearchDocumentTable;
}

/** One row. `log_end` is the last place in the pledge log; whoever appends holds this row's lock. */
export interface RecordStateTable {
  id: 1;
  version: number;
  log_end: number;
}

/** What an import brought, by digest, so that the next one can tell what changed. */
export interface ImportedItemTable {
  kind: string;
  key: string;
  sha256: string;
}

export interface SourceTable {
  slug: string;
  publisher: string;
  headline: string;
  locale: string;
  published_on: string | null;
  url: string | null;
  sha256: string;
  length: number;
  paragraphs_json: string;
}

export interface ProcessTable {
  slug: string;
  name_json: string;
}

/** Parties and people: they share their slugs. A person has no kind. */
export interface ActorTable {
  slug: string;
  type: 'Party' | 'Person';
  kind: terms.PartyKind | null;
  names_json: string;
}

export interface TalksTable {
  slug: string;
  process: string | null;
  round: number | null;
  name_json: string;
  city_json: string | null;
  country: string | null;
  starts_on: string | null;
  ends_on: string | null;
  status: terms.TalksStatus;
  format: terms.TalksFormat | null;
  aim_json: string | null;
  closing_document: terms.ClosingDocument;
}

export interface SessionTable {
  talks: string;
  position: number;
  kind: terms.SessionKind;
  duration_minutes: number | null;
  note_json: string | null;
}

export interface OutcomeTable {
  talks: string;
  position: number;
  kind: terms.OutcomeKind;
  summary_json: string;
  claimed_by_json: string;
}

/** `key` is `talks/party`: `astana-2/russia`. */
export interface DelegationTable {
  key: string;
  talks: string;
  party: string;
  name_json: string;
}

export interface SeatTable {
  delegation: string;
  position: number;
  person: string;
  role: terms.SeatRole;
  title_json: string | null;
}

export interface SponsorTable {
  key: string;
  talks: string;
  party: string;
  roles_json: string;
  allied_with_json: string;
}

/** `source` and `source_start` are where its first citation begins: the order of the source. */
export interface QuoteTable {
  slug: string;
  speaker: string;
  delegation: string | null;
  /** The party spoken for: the delegation's, or the speaker itself where it is a party. */
  spoken_for: string | null;
  talks: string;
  form: terms.QuoteForm;
  text: string;
  locale: string;
  translations_json: string;
  said_on: string | null;
  source: string;
  source_start: number;
}

/** The columns from `status` on are what the pledge log adds up to; only the log writes them. */
export interface PledgeTable {
  slug: string;
  summary_json: string;
  act: terms.SpeechAct;
  talks: string;
  made_at: string | null;
  made_on: string | null;
  reported_by_json: string;
  attestation: terms.Attestation;
  deadline_phrase: string | null;
  deadline_locale: string | null;
  deadline_immediate: 0 | 1 | null;
  deadline_earliest: string | null;
  deadline_latest: string | null;
  source: string;
  source_start: number;
  status: Generated<terms.PledgeStatus>;
  rated_on: Generated<string | null>;
  superseded_by: Generated<string | null>;
  version: Generated<number>;
  updated_place: Generated<number | null>;
}

export interface PledgePartyTable {
  pledge: string;
  party: string;
  role: terms.PledgeRole;
  position: number;
}

export interface PledgeQuoteTable {
  pledge: string;
  quote: string;
  position: number;
}

/** The pledge log. Rows are added, never changed. */
export interface PledgeUpdateTable {
  place: number;
  key: string;
  kind: terms.PledgeUpdateKind;
  pledge: string;
  version: number;
  previous_status: terms.PledgeStatus;
  status: terms.PledgeStatus;
  rationale: string;
  locale: string;
  occurred_on: string | null;
  recorded_at: string;
  recorded_by: string;
  url: string | null;
  superseded_by: string | null;
  retracts: number | null;
}

/** What an editor has sent under a key of their own, and the entry that came of it. */
export interface IdempotencyKeyTable {
  editor: string;
  key: string;
  request_sha256: string;
  entry: string;
}

/** `owner` is the type and key of what cites: `Quote:…`, `Session:astana-2/0`. */
export interface CitationTable {
  owner: string;
  position: number;
  source: string;
  paragraph: number;
  start_at: number;
  end_at: number;
  sha256: string;
}

/** A passage left out on purpose. `key` is its source and where it stands there, in the order of the text. */
export interface SetAsideTable {
  key: string;
  source: string;
  paragraph: number;
  start_at: number;
  end_at: number;
  sha256: string;
  reason_json: string;
}

/** Folded words, one row an object that can be found. `length` is how many words it has in all. */
export interface SearchDocumentTable {
  id: Generated<number>;
  kind: string;
  key: string;
  names: string;
  texts: string;
  length: number;
}
