/** Reading the pledge log, and following it. */
import { CursorError, placeCursors } from '../store/cursor.ts';
import { updateList } from '../store/log.ts';
import { builder } from './builder.ts';
import { connect, pageArguments } from './connection.ts';
import { PledgeStatus } from './enums.ts';
import { badCursor } from './errors.ts';
import { PledgeUpdate, PledgeUpdateConnection } from './pledge-update.ts';

const PledgeUpdateFilter = builder.inputType('PledgeUpdateFilter', {
  fields: (t) => ({
    pledge: t.stringList(),
    talks: t.stringList(),
    maker: t.stringList(),
    status: t.field({ type: [PledgeStatus] }),
  }),
});

/** The place that a cursor names; throws BAD_CURSOR where the log does not go that far. */
function placeOf(cursor: string, end: number): number {
  try {
    const place = Number(placeCursors.decode(cursor)[0]);
    if (place <= end) return place;
  } catch (cause) {
    if (cause instanceof CursorError) throw badCursor(cause.message);
    throw cause;
  }
  throw badCursor(
    `Expected a place in the pledge log, whose newest is "${end}", got ${JSON.stringify(cursor)}. It is of another log, or of one that was restored from a copy: read this log from "0".`,
  );
}

builder.queryField('pledgeUpdates', (t) =>
  t.field({
    type: PledgeUpdateConnection,
    args: { ...pageArguments, filter: t.arg({ type: PledgeUpdateFilter }) },
    resolve: async (_, args, { record, log }) => {
      const cursors = [args.after, args.before].filter((cursor) => cursor != null);
      if (cursors.length > 0) {
        const end = await log.end();
        for (const cursor of cursors) placeOf(cursor, end);
      }
      return connect(record, {
        name: 'pledgeUpdates',
        args,
        listing: () => updateList(record.store, args.filter ?? {}),
      });
    },
  }),
);

builder.subscriptionType({
  fields: (t) => ({
    pledgeUpdates: t.field({
      type: PledgeUpdate,
      args: { after: t.arg.string(), filter: t.arg({ type: PledgeUpdateFilter }) },
      subscribe: async (_, { after, filter }, context) => {
        const end = await context.log.begin(context.left);
        const asked = context.resumeAfter ?? after;
        const from = asked == null ? end : placeOf(asked, end);
        return context.log.follow(from, filter ?? {});
      },
      resolve: (update) => update,
    }),
  }),
});
