/** What an editor asks to have written into the pledge log, and what can come of it. */
import type { Rating } from '../record/terms.ts';
import type { PledgeUpdate } from './log.ts';

/** A passage that an editor names; the record knows which paragraph it is in. */
export interface NamedPassage {
  source: string;
  start: number;
  end: number;
  sha256: string;
}

interface Request {
  rationale: string;
  locale: string;
  /** Who asks, for ever: what idempotency keys belong to. */
  editor: string;
  /** The public name of who asks. */
  recordedBy: string;
  expectedVersion: number | null;
  /** The editor's own key, with the digest of all that was sent under it. */
  idempotency: { key: string; sha256: string } | null;
}

export interface RateRequest extends Request {
  pledge: string;
  status: Rating;
  occurredOn: string | null;
  supersededBy: string | null;
  /** One of the two. */
  passage: NamedPassage | null;
  url: string | null;
}

export interface RetractRequest extends Request {
  /** The key of the entry to take back; null for an ID that names none. */
  retracts: string | null;
}

export type LogRequest = RateRequest | RetractRequest;

export interface Issue {
  path: string[];
  message: string;
}

export type LogResult =
  | { kind: 'recorded'; update: PledgeUpdate; created: boolean }
  | { kind: 'unknown'; path: string[]; message: string }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'conflict'; expectedVersion: number; actualVersion: number };
