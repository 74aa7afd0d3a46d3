/**
 * The enums of the contract. A value that the SDL has and the code lacks does not compile, nor
 * the other way round.
 */
import type * as sdl from '../generated/sdl.ts';
import * as terms from '../record/terms.ts';
import { searchKinds } from '../store/search.ts';
import { builder } from './builder.ts';

/** Takes exactly the values of the SDL's enum: all of them, and no other. */
function enumOf<Value extends string>() {
  return <const Values extends readonly Value[]>(
    name: string,
    values: Values &
      ([Value] extends [Values[number]] ? unknown : `missing ${Exclude<Value, Values[number]>}`),
  ) => builder.enumType(name, { values: values as readonly Value[] });
}

export const TalksStatus = enumOf<sdl.TalksStatus>()('TalksStatus', terms.talksStatuses);
export const TalksFormat = enumOf<sdl.TalksFormat>()('TalksFormat', terms.talksFormats);
export const ClosingDocument = enumOf<sdl.ClosingDocument>()(
  'ClosingDocument',
  terms.closingDocuments,
);
export const SessionKind = enumOf<sdl.SessionKind>()('SessionKind', terms.sessionKinds);
export const OutcomeKind = enumOf<sdl.OutcomeKind>()('OutcomeKind', terms.outcomeKinds);
export const TalksOrder = enumOf<sdl.TalksOrder>()('TalksOrder', [
  'STARTS_ON_ASC',
  'STARTS_ON_DESC',
]);
export const PartyKind = enumOf<sdl.PartyKind>()('PartyKind', terms.partyKinds);
export const SeatRole = enumOf<sdl.SeatRole>()('SeatRole', terms.seatRoles);
export const SponsorRole = enumOf<sdl.SponsorRole>()('SponsorRole', terms.sponsorRoles);
export const QuoteForm = enumOf<sdl.QuoteForm>()('QuoteForm', terms.quoteForms);
export const QuoteOrder = enumOf<sdl.QuoteOrder>()('QuoteOrder', ['SAID_ON_ASC', 'SAID_ON_DESC']);
export const SpeechAct = enumOf<sdl.SpeechAct>()('SpeechAct', terms.speechActs);
export const Attestation = enumOf<sdl.Attestation>()('Attestation', terms.attestations);
export const PledgeRole = enumOf<sdl.PledgeRole>()('PledgeRole', terms.pledgeRoles);
export const PledgeStatus = enumOf<sdl.PledgeStatus>()('PledgeStatus', terms.pledgeStatuses);
export const PledgeSchedule = enumOf<sdl.PledgeSchedule>()('PledgeSchedule', terms.pledgeSchedules);
export const PledgeOrder = enumOf<sdl.PledgeOrder>()('PledgeOrder', [
  'MADE_ON_ASC',
  'MADE_ON_DESC',
  'DUE_ON_ASC',
  'UPDATED_DESC',
]);
export const PledgeUpdateKind = enumOf<sdl.PledgeUpdateKind>()(
  'PledgeUpdateKind',
  terms.pledgeUpdateKinds,
);
export const SearchKind = enumOf<sdl.SearchKind>()('SearchKind', searchKinds);
