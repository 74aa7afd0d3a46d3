/** Whoever can speak: parties and people. */

import { localise } from '../record/locale.ts';
import type { Name as NameShape } from '../record/set.ts';
import {
  type Actor as ActorShape,
  type Party as PartyShape,
  type Person as PersonShape,
  partyList,
  personList,
} from '../store/actors.ts';
import { delegationList } from '../store/delegations.ts';
import { pledgeList } from '../store/pledges.ts';
import { quoteList } from '../store/quotes.ts';
import { sponsorList } from '../store/sponsors.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import type { RecordContext } from './context.ts';
import { DelegationConnection, Seat } from './delegation.ts';
import { PartyKind, PledgeRole } from './enums.ts';
import { missing } from './known.ts';
import { Node } from './node.ts';
import { PledgeConnection, PledgeFilter } from './pledge.ts';
import { QuoteConnection, QuoteFilter } from './quote.ts';
import { type Soon, whenThere } from './soon.ts';
import { Citation } from './source.ts';
import { SponsorConnection } from './sponsor.ts';
import { localeArgument } from './words.ts';

const Name = builder.objectRef<NameShape>('Name').implement({
  fields: (t) => ({
    value: t.exposeString('value'),
    locale: t.expose('locale', { type: 'Locale' }),
    preferred: t.exposeBoolean('preferred'),
  }),
});

export const Actor = builder.interfaceRef<ActorShape>('Actor').implement({
  interfaces: [Node],
  resolveType: ({ type }) => type,
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.string({
      args: localeArgument,
      resolve: ({ name }, { locale }) => localise(name, locale),
    }),
    names: t.expose('names', { type: [Name] }),
    quotes: t.field({
      type: QuoteConnection,
      args: { ...pageArguments, filter: t.arg({ type: QuoteFilter }) },
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Actor.quotes',
          args,
          listing: () => quoteList(record.store, args.filter ?? {}, 'SAID_ON_DESC', 'speaker'),
          parent: slug,
        }),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ type, slug }, _, { record }) => record.citations.load(`${type}:${slug}`),
    }),
  }),
});

export const Party = builder.objectRef<PartyShape>('Party');

Party.implement({
  interfaces: [Actor, Node],
  fields: (t) => ({
    kind: t.expose('kind', { type: PartyKind }),
    delegations: t.field({
      type: DelegationConnection,
      args: pageArguments,
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Party.delegations',
          args,
          listing: () => delegationList(record.store, {}, 'party'),
          parent: slug,
        }),
    }),
    sponsorships: t.field({
      type: SponsorConnection,
      args: pageArguments,
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Party.sponsorships',
          args,
          listing: () => sponsorList(record.store, {}, 'party'),
          parent: slug,
        }),
    }),
    pledges: t.field({
      type: PledgeConnection,
      args: {
        ...pageArguments,
        role: t.arg({ type: [PledgeRole] }),
        filter: t.arg({ type: PledgeFilter }),
      },
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Party.pledges',
          args,
          listing: () =>
            pledgeList(record.store, args.filter ?? {}, 'MADE_ON_DESC', record.today, {
              roles: args.role ?? null,
            }),
          parent: slug,
        }),
    }),
  }),
});

export const Person = builder.objectRef<PersonShape>('Person');

Person.implement({
  interfaces: [Actor, Node],
  fields: (t) => ({
    seats: t.field({
      type: [Seat],
      resolve: ({ slug }, _, { record }) => record.seatsOfPerson.load(slug),
    }),
  }),
});

const PartyConnection = connectionType('Party', Party);
const PersonConnection = connectionType('Person', Person);

const PartyFilter = builder.inputType('PartyFilter', {
  fields: (t) => ({ kind: t.field({ type: [PartyKind] }) }),
});

const PersonFilter = builder.inputType('PersonFilter', {
  fields: (t) => ({ party: t.stringList() }),
});

export function partyOf(record: RecordContext, slug: string): Soon<PartyShape | null> {
  return whenThere(record.actor.load(slug), (actor) => (actor?.type === 'Party' ? actor : null));
}

/** The party that a row refers to. */
export function knownParty(record: RecordContext, slug: string): Soon<PartyShape> {
  return whenThere(record.actor.load(slug), (actor) =>
    actor?.type === 'Party' ? actor : missing(slug),
  );
}

export function personOf(record: RecordContext, slug: string): Soon<PersonShape | null> {
  return whenThere(record.actor.load(slug), (actor) => (actor?.type === 'Person' ? actor : null));
}

builder.queryFields((t) => ({
  party: t.field({
    type: Party,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => partyOf(record, slug),
  }),
  parties: t.field({
    type: PartyConnection,
    args: { ...pageArguments, filter: t.arg({ type: PartyFilter }) },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'parties',
        args,
        listing: () => partyList(record.store, args.filter ?? {}),
      }),
  }),
  person: t.field({
    type: Person,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => personOf(record, slug),
  }),
  people: t.field({
    type: PersonConnection,
    args: { ...pageArguments, filter: t.arg({ type: PersonFilter }) },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'people',
        args,
        listing: () => personList(record.store, args.filter ?? {}),
      }),
  }),
}));
