/** Sponsors of talks. */
import { type Sponsor as SponsorShape, sponsorList } from '../store/sponsors.ts';
import { knownParty, Party } from './actor.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { SponsorRole } from './enums.ts';
import { known } from './known.ts';
import { Node } from './node.ts';
import { Citation } from './source.ts';
import { Talks } from './talks.ts';

export const Sponsor = builder.objectRef<SponsorShape>('Sponsor');

Sponsor.implement({
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
    roles: t.expose('roles', { type: [SponsorRole] }),
    alliedWith: t.field({
      type: [Party],
      resolve: ({ alliedWith }, _, { record }) =>
        alliedWith.map((slug) => knownParty(record, slug)),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ key }, _, { record }) => record.citations.load(`Sponsor:${key}`),
    }),
  }),
});

export const SponsorConnection = connectionType('Sponsor', Sponsor);

const SponsorFilter = builder.inputType('SponsorFilter', {
  fields: (t) => ({
    talks: t.stringList(),
    party: t.stringList(),
    role: t.field({ type: [SponsorRole] }),
  }),
});

builder.queryField('sponsors', (t) =>
  t.field({
    type: SponsorConnection,
    args: { ...pageArguments, filter: t.arg({ type: SponsorFilter }) },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'sponsors',
        args,
        listing: () => sponsorList(record.store, args.filter ?? {}),
      }),
  }),
);
