/** The record as a whole. */
import type { Counts, RecordState as State } from '../store/state.ts';
import { builder } from './builder.ts';
import { type Soon, whenThere } from './soon.ts';

/** `counts` are read when one of them is asked for. */
interface RecordStateShape extends State {
  counts: () => Soon<Counts>;
}

const RecordState = builder.objectRef<RecordStateShape>('RecordState').implement({
  fields: (t) => {
    const count = (name: keyof Counts) =>
      t.int({ resolve: ({ counts }) => whenThere(counts(), (all) => all[name]) });
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
    resolve: (_, __, { record }) =>
      whenThere(record.state(), (state) => ({ ...state, counts: () => record.counts() })),
  }),
);
