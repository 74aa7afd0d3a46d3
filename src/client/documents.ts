/** The operations that the project itself sends. */
import { graphql } from './generated/gql.ts';

/** What `talks watch` shows of each entry of the pledge log. */
export const watchPledgeLog = graphql(`
  subscription WatchPledgeLog($after: String) {
    pledgeUpdates(after: $after) {
      cursor
      kind
      pledge { slug }
      version
      previousStatus
      status
      rationale
      locale
      occurredOn
      recordedAt
      recordedBy
      url
      supersededBy { slug }
      retracts { cursor }
    }
  }
`);
