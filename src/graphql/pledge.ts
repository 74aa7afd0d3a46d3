/** Pledges: what was undertaken, offered, asked for or announced, and what became of it. */
import { localise } from '../record/locale.ts';
import { scheduleOn } from '../record/schedule.ts';
import type { Deadline as DeadlineShape } from '../record/set.ts';
import { statusOf } from '../record/status.ts';
import { updateList } from '../store/log.ts';
import {
  type PledgeParty as PledgePartyShape,
  type Pledge as PledgeShape,
  pledgeList,
} from '../store/pledges.ts';
import { Actor, knownParty, Party } from './actor.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { DateRange } from './date-range.ts';
import {
  Attestation,
  PledgeOrder,
  PledgeRole,
  PledgeSchedule,
  PledgeStatus,
  SpeechAct,
} from './enums.ts';
import { allKnown, known, loadOrNull } from './known.ts';
import { Node } from './node.ts';
import { PledgeUpdateConnection } from './pledge-update.ts';
import { Quote } from './quote.ts';
import { whenThere } from './soon.ts';
import { Citation } from './source.ts';
import { Talks } from './talks.ts';
import { localeArgument } from './words.ts';

export const Pledge = builder.objectRef<PledgeShape>('Pledge');

const PledgeParty = builder.objectRef<PledgePartyShape>('PledgeParty').implement({
  fields: (t) => ({
    party: t.field({
      type: Party,
      resolve: ({ party }, _, { record }) => knownParty(record, party),
    }),
    role: t.expose('role', { type: PledgeRole }),
  }),
});

const Deadline = builder.objectRef<DeadlineShape>('Deadline').implement({
  fields: (t) => ({
    phrase: t.exposeString('phrase'),
    locale: t.expose('locale', { type: 'Locale' }),
    immediate: t.exposeBoolean('immediate'),
    earliest: t.expose('earliest', { type: 'Date', nullable: true }),
    latest: t.expose('latest', { type: 'Date', nullable: true }),
  }),
});

Pledge.implement({
  interfaces: [Node],
  fields: (t) => ({
    slug: t.exposeString('slug'),
    summary: t.string({
      args: localeArgument,
      resolve: ({ summary }, { locale }) => localise(summary, locale),
    }),
    act: t.expose('act', { type: SpeechAct }),
    talks: t.field({
      type: Talks,
      resolve: ({ talks }, _, { record }) => known(record.talks.load(talks), talks),
    }),
    madeAt: t.field({
      type: Talks,
      nullable: true,
      resolve: ({ madeAt }, _, { record }) => loadOrNull(record.talks, madeAt),
    }),
    madeOn: t.expose('madeOn', { type: 'Date', nullable: true }),
    parties: t.field({
      type: [PledgeParty],
      args: { role: t.arg({ type: [PledgeRole] }) },
      resolve: ({ slug }, { role }, { record }) =>
        whenThere(record.partiesOfPledge.load(slug), (parties) =>
          role == null ? parties : parties.filter((party) => role.includes(party.role)),
        ),
    }),
    makers: t.field({
      type: [Party],
      resolve: ({ slug }, _, { record }) =>
        whenThere(record.partiesOfPledge.load(slug), (parties) =>
          parties
            .filter(({ role }) => role === 'MAKER')
            .map(({ party }) => knownParty(record, party)),
        ),
    }),
    reportedBy: t.field({
      type: [Actor],
      resolve: ({ reportedBy }, _, { record }) => allKnown(record.actor, reportedBy),
    }),
    attestation: t.expose('attestation', { type: Attestation }),
    quotes: t.field({
      type: [Quote],
      resolve: ({ slug }, _, { record }) => record.quotesOfPledge.load(slug),
    }),
    deadline: t.expose('deadline', { type: Deadline, nullable: true }),
    status: t.field({
      type: PledgeStatus,
      args: { asOf: t.arg({ type: 'DateTime' }) },
      resolve: ({ slug, status }, { asOf }, { record }) =>
        asOf == null
          ? status
          : whenThere(record.historyOfPledge.load(slug), (history) => statusOf(history, asOf)),
    }),
    schedule: t.field({
      type: PledgeSchedule,
      args: { on: t.arg({ type: 'Date' }) },
      resolve: ({ deadline, status, ratedOn }, { on }, { record }) =>
        scheduleOn(on ?? record.today, {
          hasDeadline: deadline !== null,
          latest: deadline?.latest ?? null,
          status,
          ratedOn,
        }),
    }),
    supersededBy: t.field({
      type: Pledge,
      nullable: true,
      resolve: ({ supersededBy }, _, { record }) => loadOrNull(record.pledge, supersededBy),
    }),
    version: t.exposeInt('version'),
    updates: t.field({
      type: PledgeUpdateConnection,
      args: pageArguments,
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Pledge.updates',
          args,
          listing: () => updateList(record.store, {}, 'pledge'),
          parent: slug,
        }),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ slug }, _, { record }) => record.citations.load(`Pledge:${slug}`),
    }),
  }),
});

export const PledgeConnection = connectionType('Pledge', Pledge);

export const PledgeFilter = builder.inputType('PledgeFilter', {
  fields: (t) => ({
    talks: t.stringList(),
    process: t.stringList(),
    maker: t.stringList(),
    addressee: t.stringList(),
    beneficiary: t.stringList(),
    witness: t.stringList(),
    act: t.field({ type: [SpeechAct] }),
    attestation: t.field({ type: [Attestation] }),
    status: t.field({ type: [PledgeStatus] }),
    schedule: t.field({ type: [PledgeSchedule] }),
    text: t.string(),
    madeOn: t.field({ type: DateRange }),
    dueOn: t.field({ type: DateRange }),
  }),
});

builder.queryFields((t) => ({
  pledge: t.field({
    type: Pledge,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => record.pledge.load(slug),
  }),
  pledges: t.field({
    type: PledgeConnection,
    args: {
      ...pageArguments,
      filter: t.arg({ type: PledgeFilter }),
      orderBy: t.arg({ type: PledgeOrder, required: true, defaultValue: 'MADE_ON_DESC' }),
    },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'pledges',
        args,
        listing: () => pledgeList(record.store, args.filter ?? {}, args.orderBy, record.today),
      }),
  }),
}));
