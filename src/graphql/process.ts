/** Processes: talks that carry one another on. */
import { localise } from '../record/locale.ts';
import { type Process as ProcessShape, processList } from '../store/processes.ts';
import { talksList } from '../store/talks.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { Node } from './node.ts';
import { Citation } from './source.ts';
import { TalksConnection } from './talks.ts';
import { localeArgument } from './words.ts';

export const Process = builder.objectRef<ProcessShape>('Process');

Process.implement({
  interfaces: [Node],
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.string({
      args: localeArgument,
      resolve: ({ name }, { locale }) => localise(name, locale),
    }),
    rounds: t.field({
      type: TalksConnection,
      args: pageArguments,
      resolve: ({ slug }, args, { record }) =>
        connect(record, {
          name: 'Process.rounds',
          args,
          listing: () => talksList(record.store, {}, 'ROUND', 'process'),
          parent: slug,
        }),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ slug }, _, { record }) => record.citations.load(`Process:${slug}`),
    }),
  }),
});

const ProcessConnection = connectionType('Process', Process);

builder.queryFields((t) => ({
  process: t.field({
    type: Process,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => record.process.load(slug),
  }),
  processes: t.field({
    type: ProcessConnection,
    args: pageArguments,
    resolve: (_, args, { record }) =>
      connect(record, { name: 'processes', args, listing: () => processList() }),
  }),
}));
