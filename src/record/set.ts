/**
 * One set of the record, as fixtures hold it once they are read and checked: what `intake` hands
 * to `store`. Slugs name things; a delegation is named by its talks and its party.
 */
import type {
  Attestation,
  ClosingDocument,
  OutcomeKind,
  PartyKind,
  PledgeRole,
  QuoteForm,
  Rating,
  SeatRole,
  SessionKind,
  SpeechAct,
  SponsorRole,
  TalksFormat,
  TalksStatus,
} from './terms.ts';

/** The same words in several languages, by BCP 47 tag. Never empty. */
export type Localised = { readonly [locale: string]: string };

/** A calendar date, `2017-02-16`. */
export type DateString = string;

/** A passage of a source; offsets in Unicode code points, `end` exclusive. */
export interface Citation {
  source: string;
  paragraph: number;
  start: number;
  end: number;
  sha256: string;
}

export interface Name {
  value: string;
  locale: string;
  preferred: boolean;
}

export interface Source {
  slug: string;
  publisher: string;
  headline: string;
  locale: string;
  publishedOn: DateString | null;
  url: string | null;
  sha256: string;
  length: number;
  /** Where each paragraph begins, in code points: what tells the paragraph of a passage without the text. */
  paragraphs: readonly number[];
}

export interface Process {
  slug: string;
  name: Localised;
  citations: readonly Citation[];
}

export interface Party {
  slug: string;
  kind: PartyKind;
  names: readonly Name[];
  citations: readonly Citation[];
}

export interface Person {
  slug: string;
  names: readonly Name[];
  citations: readonly Citation[];
}

export interface Session {
  kind: SessionKind;
  durationMinutes: number | null;
  note: Localised | null;
  citations: readonly Citation[];
}

export interface Outcome {
  kind: OutcomeKind;
  summary: Localised;
  /** Slugs of people or parties; empty is the source's own voice. */
  claimedBy: readonly string[];
  citations: readonly Citation[];
}

export interface Talks {
  slug: string;
  name: Localised;
  process: string | null;
  round: number | null;
  city: Localised | null;
  country: string | null;
  startsOn: DateString | null;
  endsOn: DateString | null;
  status: TalksStatus;
  format: TalksFormat | null;
  aim: Localised | null;
  closingDocument: ClosingDocument;
  sessions: readonly Session[];
  outcomes: readonly Outcome[];
  citations: readonly Citation[];
}

export interface Seat {
  person: string;
  role: SeatRole;
  title: Localised | null;
  citations: readonly Citation[];
}

export interface Delegation {
  talks: string;
  party: string;
  name: Localised;
  seats: readonly Seat[];
  citations: readonly Citation[];
}

export interface Sponsor {
  talks: string;
  party: string;
  roles: readonly SponsorRole[];
  alliedWith: readonly string[];
  citations: readonly Citation[];
}

export interface Quote {
  slug: string;
  speaker: string;
  /** The party whose delegation at these talks is spoken for. */
  delegation: string | null;
  talks: string;
  form: QuoteForm;
  text: string;
  locale: string;
  translations: Localised;
  saidOn: DateString | null;
  citations: readonly Citation[];
}

export interface Deadline {
  phrase: string;
  locale: string;
  immediate: boolean;
  earliest: DateString | null;
  latest: DateString | null;
}

export interface Pledge {
  slug: string;
  summary: Localised;
  act: SpeechAct;
  talks: string;
  madeAt: string | null;
  madeOn: DateString | null;
  parties: readonly { party: string; role: PledgeRole }[];
  /** Slugs of people or parties; empty is the source's own voice. */
  reportedBy: readonly string[];
  attestation: Attestation;
  quotes: readonly string[];
  deadline: Deadline | null;
  citations: readonly Citation[];
}

interface UpdateBase {
  /** Names the entry for ever, wherever it is imported. */
  key: string;
  pledge: string;
  rationale: string;
  locale: string;
  /** An instant in UTC, `2017-02-16T15:04:05.000Z`. */
  recordedAt: string;
  recordedBy: string;
}

/** An entry that rates a pledge. Its evidence is citations or a `url`, never both. */
export interface Rated extends UpdateBase {
  status: Rating;
  occurredOn: DateString | null;
  supersededBy: string | null;
  citations: readonly Citation[];
  url: string | null;
}

/** An entry that takes another back, by its key. */
export interface Retracted extends UpdateBase {
  retracts: string;
}

export type Update = Rated | Retracted;

/** A passage that the record leaves out on purpose. */
export interface SetAside extends Citation {
  reason: Localised;
}

export interface RecordSet {
  sources: readonly Source[];
  processes: readonly Process[];
  parties: readonly Party[];
  people: readonly Person[];
  talks: readonly Talks[];
  delegations: readonly Delegation[];
  sponsors: readonly Sponsor[];
  quotes: readonly Quote[];
  pledges: readonly Pledge[];
  updates: readonly Update[];
  setAside: readonly SetAside[];
}
