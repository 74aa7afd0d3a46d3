/** Delegations and the seats in them. */

import { localise } from '../record/locale.ts';
import {
  type Delegation as DelegationShape,
  delegationList,
  type Seat as SeatShape,
} from '../store/delegations.ts';
import { quoteList } from '../store/quotes.ts';
import { knownParty, Party, Person, personOf } from './actor.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { SeatRole } from './enums.ts';
import { known } from './known.ts';
import { Node } from './node.ts';
import { QuoteConnection, QuoteFilter } from './quote.ts';
import { whenThere } from './soon.ts';
import { Citation } from './source.ts';
import { Talks } from './talks.ts';
import { localeArgument, localiseOrNull } from './words.ts';

export const Delegation = builder.objectRef<DelegationShape>('Delegation');

export const Seat = builder.objectRef<SeatShape>('Seat');

Seat.implement({
  fields: (t) => ({
    person: t.field({
      type: Person,
      resolve: ({ person }, _, { record }) => known(personOf(record, person), person),
    }),
    delegation: t.field({
      type: Delegation,
      resolve: ({ delegation }, _, { record }) =>
        known(record.delegation.load(delegation), delegation),
    }),
    role: t.expose('role', { type: SeatRole }),
    title: t.string({
      nullable: true,
      args: localeArgument,
      resolve: ({ title }, { locale }) => localiseOrNull(title, locale),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ key }, _, { record }) => record.citations.load(`Seat:${key}`),
    }),
  }),
});

Delegation.implement({
  interfaces: [Node],
  fields: (t) => ({
    talks: t.field({
      type: Talks,
      resolve: ({ talks }, _, { record }) => known(record.talks.load(talks), talks),
    }),
    party: t.field({
      type: Party,
      resolve: ({ party }, _, { record }) => knownParty(record, party),
    }),
    name: t.string({
      args: localeArgument,
      resolve: ({ name }, { locale }) => localise(name, locale),
    }),
    head: t.field({
      type: Person,
      nullable: true,
      resolve: ({ key }, _, { record }) =>
        whenThere(record.seatsOfDelegation.load(key), (seats) => {
          const head = seats.find((seat) => seat.role === 'HEAD');
          return head ? personOf(record, head.person) : null;
        }),
    }),
    seats: t.field({
      type: [Seat],
      resolve: ({ key }, _, { record }) => record.seatsOfDelegation.load(key),
    }),
    quotes: t.field({
      type: QuoteConnection,
      args: { ...pageArguments, filter: t.arg({ type: QuoteFilter }) },
      resolve: ({ key }, args, { record }) =>
        connect(record, {
          name: 'Delegation.quotes',
          args,
          listing: () => quoteList(record.store, args.filter ?? {}, 'SOURCE', 'delegation'),
          parent: key,
        }),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ key }, _, { record }) => record.citations.load(`Delegation:${key}`),
    }),
  }),
});

export const DelegationConnection = connectionType('Delegation', Delegation);

const DelegationFilter = builder.inputType('DelegationFilter', {
  fields: (t) => ({ talks: t.stringList(), party: t.stringList() }),
});

builder.queryField('delegations', (t) =>
  t.field({
    type: DelegationConnection,
    args: { ...pageArguments, filter: t.arg({ type: DelegationFilter }) },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'delegations',
        args,
        listing: () => delegationList(record.store, args.filter ?? {}),
      }),
  }),
);
