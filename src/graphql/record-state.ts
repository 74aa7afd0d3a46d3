/** The record as a whole. */
import type { Counts, RecordState as State } from '../store/state.ts';
import { builder } from './builder.ts';

/** `counts` are read when one of them is asked for, and once. */
interface RecordStateShape extends State {
  counts: () => Promise<Counts>;
}

const RecordState = builder.objectRef<RecordStateShape>('RecordState').implement({
  fields: (t) => {
    const count = (name: keyof Counts) =>
      t.int({ resolve: async ({ counts }) => (await counts())[name] });
    return {
      processesCount: count('processes'),
      talksCount: count('talks'),
      partiesCount: count('parties'),
      peopleCount: count('people'),
      delegationsCount: count('delegations'),
      sponsorsCount: count('sponsors'),
      quotesCount: count('quotes'),
      pledgesCount: count('pledges'),
      sourcesCount: count('sources'),
      version: t.exposeInt('version'),
      cursor: t.string({ resolve: ({ logEnd }) => String(logEnd) }),
    };
  },
});

builder.queryField('record', (t) =>
  t.field({
    type: RecordState,
    resolve: async (_, __, { record }) => {
      const state = await record.state();
      let counts: Promise<Counts> | undefined;
      return {
        ...state,
        counts: () => {
          counts ??= record.counts();
          return counts;
        },
      };
    },
  }),
);
