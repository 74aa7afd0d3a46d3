/** Sources, and the passages of them that facts cite. */
import type { Citation as CitationShape } from '../record/set.ts';
import { type Source as SourceShape, sourceList } from '../store/sources.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { known } from './known.ts';
import { Node } from './node.ts';

export const Source = builder.objectRef<SourceShape>('Source').implement({
  interfaces: [Node],
  fields: (t) => ({
    slug: t.exposeString('slug'),
    publisher: t.exposeString('publisher'),
    headline: t.exposeString('headline'),
    locale: t.expose('locale', { type: 'Locale' }),
    publishedOn: t.expose('publishedOn', { type: 'Date', nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    sha256: t.exposeString('sha256'),
    length: t.exposeInt('length'),
  }),
});

export const Citation = builder.objectRef<CitationShape>('Citation').implement({
  fields: (t) => ({
    source: t.field({
      type: Source,
      resolve: ({ source }, _, { record }) => known(record.source.load(source), source),
    }),
    paragraph: t.exposeInt('paragraph'),
    start: t.exposeInt('start'),
    end: t.exposeInt('end'),
    sha256: t.exposeString('sha256'),
  }),
});

const SourceConnection = connectionType('Source', Source);

builder.queryFields((t) => ({
  source: t.field({
    type: Source,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => record.source.load(slug),
  }),
  sources: t.field({
    type: SourceConnection,
    args: pageArguments,
    resolve: (_, args, { record }) =>
      connect(record, { name: 'sources', args, listing: () => sourceList() }),
  }),
}));
