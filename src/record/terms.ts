/**
 * The field's closed vocabularies, as values. Their meaning is written in `schema/*.graphql`;
 * `src/graphql/enums.ts` holds them against the SDL at compile time.
 */

export const talksStatuses = [
  'ANNOUNCED',
  'UNDER_WAY',
  'CONCLUDED',
  'POSTPONED',
  'CANCELLED',
] as const;
export type TalksStatus = (typeof talksStatuses)[number];

export const talksFormats = ['DIRECT', 'INDIRECT', 'MIXED'] as const;
export type TalksFormat = (typeof talksFormats)[number];

export const closingDocuments = [
  'JOINT_STATEMENT',
  'COMMUNIQUE',
  'AGREEMENT',
  'NONE',
  'UNKNOWN',
] as const;
export type ClosingDocument = (typeof closingDocuments)[number];

export const sessionKinds = ['PLENARY', 'BILATERAL', 'TRILATERAL', 'TECHNICAL', 'CLOSING'] as const;
export type SessionKind = (typeof sessionKinds)[number];

export const outcomeKinds = [
  'AGREEMENT',
  'PARTIAL_AGREEMENT',
  'CEASEFIRE',
  'PROCEDURAL',
  'PROGRESS',
  'NO_PROGRESS',
  'SUSPENDED',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const partyKinds = [
  'STATE',
  'GOVERNMENT',
  'OPPOSITION',
  'INTERGOVERNMENTAL',
  'ORGANISATION',
] as const;
export type PartyKind = (typeof partyKinds)[number];

export const seatRoles = ['HEAD', 'CHIEF_NEGOTIATOR', 'MEDIATOR', 'MEMBER'] as const;
export type SeatRole = (typeof seatRoles)[number];

export const sponsorRoles = [
  'SPONSOR',
  'GUARANTOR',
  'HOST',
  'CONVENOR',
  'MEDIATOR',
  'OBSERVER',
] as const;
export type SponsorRole = (typeof sponsorRoles)[number];

export const quoteForms = ['DIRECT', 'INDIRECT'] as const;
export type QuoteForm = (typeof quoteForms)[number];

export const speechActs = ['DEMAND', 'PROPOSAL', 'PLEDGE', 'AGREEMENT', 'EXPECTATION'] as const;
export type SpeechAct = (typeof speechActs)[number];

export const attestations = [
  'STATED',
  'REPORTED',
  'CORROBORATED',
  'CONFIRMED_BY_MAKER',
  'DISPUTED',
  'DENIED',
] as const;
export type Attestation = (typeof attestations)[number];

/** In the order in which a pledge's parties are listed: makers first. */
export const pledgeRoles = [
  'MAKER',
  'ADDRESSEE',
  'BENEFICIARY',
  'CONDUIT',
  'GUARANTOR',
  'WITNESS',
  'MONITOR',
] as const;
export type PledgeRole = (typeof pledgeRoles)[number];

export const pledgeStatuses = [
  'NOT_YET_RATED',
  'IN_PROGRESS',
  'STALLED',
  'PARTIALLY_KEPT',
  'KEPT',
  'BROKEN',
  'DECLINED',
  'WITHDRAWN',
  'SUPERSEDED',
  'UNVERIFIABLE',
] as const;
export type PledgeStatus = (typeof pledgeStatuses)[number];

/** What an entry of the pledge log can say; NOT_YET_RATED is only ever found. */
export type Rating = Exclude<PledgeStatus, 'NOT_YET_RATED'>;

export const pledgeSchedules = [
  'NO_DEADLINE',
  'UNDATED',
  'PENDING',
  'LAPSED',
  'OVERDUE',
  'MET',
  'MET_LATE',
  'CLOSED',
] as const;
export type PledgeSchedule = (typeof pledgeSchedules)[number];

export const pledgeUpdateKinds = ['RATED', 'RETRACTED'] as const;
export type PledgeUpdateKind = (typeof pledgeUpdateKinds)[number];
