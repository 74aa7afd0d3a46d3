/** Entries of the pledge log. */
import type { PledgeUpdate as PledgeUpdateShape } from '../store/log.ts';
import { builder } from './builder.ts';
import { connectionType } from './connection.ts';
import { PledgeStatus, PledgeUpdateKind } from './enums.ts';
import { known, loadOrNull } from './known.ts';
import { Node } from './node.ts';
import { Pledge } from './pledge.ts';
import { Citation } from './source.ts';

export const PledgeUpdate = builder.objectRef<PledgeUpdateShape>('PledgeUpdate');

PledgeUpdate.implement({
  interfaces: [Node],
  fields: (t) => ({
    cursor: t.string({ resolve: ({ place }) => String(place) }),
    kind: t.expose('kind', { type: PledgeUpdateKind }),
    pledge: t.field({
      type: Pledge,
      resolve: ({ pledge }, _, { record }) => known(record.pledge.load(pledge), pledge),
    }),
    version: t.exposeInt('version'),
    previousStatus: t.expose('previousStatus', { type: PledgeStatus }),
    status: t.expose('status', { type: PledgeStatus }),
    rationale: t.exposeString('rationale'),
    locale: t.expose('locale', { type: 'Locale' }),
    occurredOn: t.expose('occurredOn', { type: 'Date', nullable: true }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
    recordedBy: t.exposeString('recordedBy'),
    citations: t.field({
      type: [Citation],
      resolve: ({ key }, _, { record }) => record.citations.load(`PledgeUpdate:${key}`),
    }),
    url: t.exposeString('url', { nullable: true }),
    supersededBy: t.field({
      type: Pledge,
      nullable: true,
      resolve: ({ supersededBy }, _, { record }) => loadOrNull(record.pledge, supersededBy),
    }),
    retracts: t.field({
      type: PledgeUpdate,
      nullable: true,
      resolve: ({ retracts }, _, { record }) =>
        retracts === null ? null : record.updateAt.load(retracts),
    }),
    retractedBy: t.field({
      type: PledgeUpdate,
      nullable: true,
      resolve: ({ place }, _, { record }) => record.retractionOf.load(place),
    }),
  }),
});

export const PledgeUpdateConnection = connectionType('PledgeUpdate', PledgeUpdate);
