/** What `talks-record/client` gives to those who import it. */
export type { AskOptions, Client, ClientOptions } from './client.ts';
export { createClient } from './client.ts';
export type { ResultOf, TypedDocument, VariablesOf } from './document.ts';
export { listPledges, recordPledgeUpdate, watchPledgeLog } from './documents.ts';
export type { AnswerError, ErrorCode } from './errors.ts';
export {
  ClientError,
  ConnectionLostError,
  MalformedEventError,
  QueryError,
  UnexpectedAnswerError,
} from './errors.ts';
export type { SubscribeOptions } from './subscription.ts';
