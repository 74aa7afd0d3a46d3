/** What an operation is given: the record to read, the log to write and to follow, and who asks. */
import type { PledgeUpdate, PledgeUpdateFilter } from '../store/log.ts';
import type { LogRequest, LogResult } from '../store/log-request.ts';
import type { RecordContext } from './context.ts';

export interface OperationContext {
  /** In a field of its own: what is given to Yoga is copied, and a copy has no methods. */
  record: RecordContext;
  log: PledgeLog;
  /** Who the token says it is; null without a token. */
  caller: Caller | null;
  /** What the operation came over: the same for all operations of one connection. */
  connection: object;
  /** Aborted when the client has gone. */
  left?: AbortSignal | undefined;
  /** The place that a subscription goes on from, where the connection itself names one. */
  resumeAfter: string | null;
}

export interface Caller {
  /** The same for ever, and different for each editor. */
  id: string;
  /** Shown in public beside what is recorded. */
  name: string;
  roles: readonly string[];
}

export interface PledgeLog {
  /** Answers once the entry is on disk. Aborted before its turn has come, it is never written. */
  write(request: LogRequest, stop?: AbortSignal): Promise<LogResult>;
  /** The newest place in the log, as the store has it now. */
  end(): Promise<number>;
  /** The same, once the store can be read: waits for it until the signal says that nobody does. */
  begin(left?: AbortSignal): Promise<number>;
  /** Every entry behind a place that the filter lets through, each once, for as long as it is asked. */
  follow(after: number, filter: PledgeUpdateFilter): FollowedLog;
}

/** Entries as they come, and which they are. */
export interface FollowedLog extends AsyncIterableIterator<PledgeUpdate> {
  readonly after: number;
  readonly filter: PledgeUpdateFilter;
}
