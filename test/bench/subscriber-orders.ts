/** What the program of the subscribers is told, what it answers, and what the bare sockets are told. */

/** What each connection sends, in base64, and the text that it waits for before it goes on. */
export interface Step {
  send: string;
  until: string;
}

export type SubscriberOrder =
  | { kind: 'open'; port: number; count: number; steps: readonly Step[] }
  /** Counts the connections that this text comes over. */
  | { kind: 'expect'; text: string };

export type SubscriberAnswer =
  /** All have gone through their steps; with what the first of them has received, in base64. */
  | { kind: 'opened'; received: string }
  | { kind: 'expecting' }
  /** All have heard: when the last did, in milliseconds since 1970, and what the first received. */
  | { kind: 'heard'; at: number; received: string }
  | { kind: 'failed'; reason: string };

export type BareOrder =
  /** What each connection is sent for its first bytes, and what all are sent then. In base64. */
  { kind: 'prepare'; greeting: string; event: string } | { kind: 'write' };

/** When the writing began, in milliseconds since 1970. */
export interface BareAnswer {
  at: number;
}

/** Milliseconds since 1970, alike in all processes, and finer than a clock of whole ones. */
export function instant(): number {
  return performance.timeOrigin + performance.now();
}
