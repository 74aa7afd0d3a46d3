/** The documents that the client brings along, so that it can be used without generating any. */

import type {
  ListPledgesQuery,
  ListPledgesQueryVariables,
  RecordPledgeUpdateMutation,
  RecordPledgeUpdateMutationVariables,
  WatchPledgeLogSubscription,
  WatchPledgeLogSubscriptionVariables,
} from '../generated/client/graphql.ts';
import {
  ListPledgesDocument,
  RecordPledgeUpdateDocument,
  WatchPledgeLogDocument,
} from '../generated/client/graphql.ts';
import type { TypedDocument } from './document.ts';

/**
 * Pledges, a hundred at a time, each with its makers, deadline and status; and as `record.cursor`
 * the place in the log to watch on from, so that nothing is missed.
 */
export const listPledges: TypedDocument<ListPledgesQuery, ListPledgesQueryVariables> =
  ListPledgesDocument;

/** Writes an entry into the pledge log, which takes a client with a token. */
export const recordPledgeUpdate: TypedDocument<
  RecordPledgeUpdateMutation,
  RecordPledgeUpdateMutationVariables
> = RecordPledgeUpdateDocument;

/** Each entry of the pledge log after a place in it, and then each new one as it is recorded. */
export const watchPledgeLog: TypedDocument<
  WatchPledgeLogSubscription,
  WatchPledgeLogSubscriptionVariables
> = WatchPledgeLogDocument;
