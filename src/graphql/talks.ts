/** Talks, with their sessions and outcomes. */
import { localise } from '../record/locale.ts';
import { pledgeList } from '../store/pledges.ts';
import { quoteList } from '../store/quotes.ts';
import {
  type Outcome as OutcomeShape,
  type Session as SessionShape,
  type Talks as TalksShape,
  talksList,
} from '../store/talks.ts';
import { Actor } from './actor.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Delegation } from './delegation.ts';
import {
  ClosingDocument,
  OutcomeKind,
  SessionKind,
  SponsorRole,
  TalksFormat,
  TalksOrder,
  TalksStatus,
} from './enums.ts';
import { allKnown, loadOrNull } from './known.ts';
import { Node } from './node.ts';
import { PledgeConnection, PledgeFilter } from './pledge.ts';
import { Process } from './process.ts';
import { QuoteConnection, QuoteFilter } from './quote.ts';
import { whenThere } from './soon.ts';
import { Citation } from './source.ts';
import { Sponsor } from './sponsor.ts';
import { localeArgument, localiseOrNull } from './words.ts';

export const Talks = builder.objectRef<TalksShape>('Talks');

const Session = builder.objectRef<SessionShape>('Session').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: SessionKind }),
    durationMinutes: t.exposeInt('durationMinutes', { nullable: true }),
    note: t.string({
      nullable: true,
      args: localeArgument,
      resolve: ({ note }, { locale }) => localiseOrNull(note, locale),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ key }, _, { record }) => record.citations.load(`Session:${key}`),
    }),
  }),
});

const Outcome = builder.objectRef<OutcomeShape>('Outcome').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: OutcomeKind }),
    summary: t.string({
      args: localeArgument,
      resolve: ({ summary }, { locale }) => localise(summary, locale),
    }),
    claimedBy: t.field({
      type: [Actor],
      resolve: ({ claimedBy }, _, { record }) => allKnown(record.actor, claimedBy),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ key }, _, { record }) => record.citations.load(`Outcome:${key}`),
    }),
  }),
});

Talks.implement({
  interfaces: [Node],
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.string({
      args: localeArgument,
      resolve: ({ name }, { locale }) => localise(name, locale),
    }),
    process: t.field({
      type: Process,
      nullable: true,
      resolve: ({ process }, _, { record }) => loadOrNull(record.process, process),
    }),
    round: t.exposeInt('round', { nullable: true }),
    city: t.string({
      nullable: true,
      args: localeArgument,
      resolve: ({ city }, { locale }) => localiseOrNull(city, locale),
    }),
    country: t.exposeString('country', { nullable: true }),
    startsOn: t.expose('startsOn', { type: 'Date', nullable: true }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true }),
    status: t.expose('status', { type: TalksStatus }),
    format: t.expose('format', { type: TalksFormat, nullable: true }),
    aim: t.string({
      nullable: true,
      args: localeArgument,
      resolve: ({ aim }, { locale }) => localiseOrNull(aim, locale),
    }),
    closingDocument: t.expose('closingDocument', { type: ClosingDocument }),
    sessions: t.field({
      type: [Session],
      resolve: ({ slug }, _, { record }) => record.sessionsOfTalks.load(slug),
    }),
    outcomes: t.field({
      type: [Outcome],
      resolve: ({ slug }, _, { record }) => record.outcomesOfTalks.load(slug),
    }),
    sponsors: t.field({
      type: [Sponsor],
      args: { role: t.arg({ type: [SponsorRole] }) },
      resolve: ({ slug }, { role }, { record }) =>
        whenThere(record.sponsorsOfTalks.load(slug), (sponsors) =>
          role == null
            ? sponsors
            : sponsors.filter(({ roles }) => roles.some((held) => role.includes(held))),
        ),
    }),
    delegations: t.field({
      type: [Delegation],
      resolve: ({ slug }, _, { record }) => record.delegationsOfTalks.load(slug),
    }),
    quotes: t.field({
      type: QuoteConnection,
      args: { ...pageArguments, filter: t.arg({ type: QuoteFilter }) },
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Talks.quotes',
          args,
          listing: () => quoteList(record.store, args.filter ?? {}, 'SOURCE', 'talks'),
          parent: slug,
        }),
    }),
    pledges: t.field({
      type: PledgeConnection,
      args: { ...pageArguments, filter: t.arg({ type: PledgeFilter }) },
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Talks.pledges',
          args,
          listing: () =>
            pledgeList(record.store, args.filter ?? {}, 'SOURCE', record.today, 'talks'),
          parent: slug,
        }),
    }),
    previous: t.field({
      type: Talks,
      nullable: true,
      resolve: ({ slug }, _, { record }) => record.previousTalks.load(slug),
    }),
    next: t.field({
      type: Talks,
      nullable: true,
      resolve: ({ slug }, _, { record }) => record.nextTalks.load(slug),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ slug }, _, { record }) => record.citations.load(`Talks:${slug}`),
    }),
  }),
});

export const TalksConnection = connectionType('Talks', Talks);

const TalksFilter = builder.inputType('TalksFilter', {
  fields: (t) => ({
    process: t.stringList(),
    party: t.stringList(),
    sponsor: t.stringList(),
    status: t.field({ type: [TalksStatus] }),
    startsOn: t.field({ type: DateRange }),
  }),
});

builder.queryFields((t) => ({
  talks: t.field({
    type: Talks,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => record.talks.load(slug),
  }),
  allTalks: t.field({
    type: TalksConnection,
    args: {
      ...pageArguments,
      filter: t.arg({ type: TalksFilter }),
      orderBy: t.arg({ type: TalksOrder, required: true, defaultValue: 'STARTS_ON_DESC' }),
    },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'allTalks',
        args,
        listing: () => talksList(record.store, args.filter ?? {}, args.orderBy),
      }),
  }),
}));
