/** Someone who follows the pledge log through lost connections, each time from where it was. */
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { limits } from '../../src/server/limits.ts';
import { followEvents } from './event-subscription.ts';
import { followSocket } from './socket-subscription.ts';

/** An entry of the log as it was heard. */
export interface Heard {
  cursor: string;
  kind: string;
  status: string;
  previousStatus: string;
  version: number;
  rationale: string;
  pledge: { slug: string };
  retracts: { cursor: string } | null;
}

export const heardFields =
  'cursor kind status previousStatus version rationale pledge { slug } retracts { cursor }';

/** So much of each entry that a few of them fill the buffers between two programs. */
export const heavyFields = `${heardFields} ${Array.from({ length: limits.aliases }, (_, index) => `words${index}: rationale`).join(' ')}`;

/** A subscription that hears these fields of each entry. */
export function following(fields: string): string {
  return `subscription Follow($after: String) { pledgeUpdates(after: $after) { ${fields} } }`;
}

/** One connection that hears entries, until it ends. */
export interface Connection {
  /** Answers when nothing more comes: what was the end, in a word or two. */
  ended: Promise<string>;
  /** Cuts it, without a word to the other side. */
  cut(): void;
  /** Stops to read, and reads on: what comes meanwhile fills the buffers of both systems. */
  pause(): void;
  resume(): void;
}

export interface Asked {
  operation: string;
  after: string;
}

export type Follow = (origin: string, asked: Asked, hear: (entry: Heard) => void) => Connection;

export interface SubscriberParts {
  name: string;
  kind: 'sse' | 'websocket';
  origins: readonly string[];
  /** Whole numbers from 0 up to but without a bound. */
  pick: (below: number) => number;
  /** A connection is cut after some number of entries up to this; never if not given. */
  cutWithin?: number;
  /** It stops to read with so many entries; never if not given. */
  stopsAfter?: number;
  /** The fields of an entry to ask for; those of `Heard` if not given. */
  fields?: string;
}

export interface Subscriber {
  readonly name: string;
  /** In the order in which they came. */
  readonly heard: readonly Heard[];
  readonly connections: number;
  /** How connections ended, other than by a cut of its own. */
  readonly ends: readonly string[];
  /** What no server may send, such as an entry with errors. */
  readonly faults: readonly string[];
  /** Stops to read, and reads on. */
  pause(): void;
  resume(): void;
  /** Leaves, and answers when it has left. */
  leave(): Promise<void>;
}

/** How the end of a connection begins where the server sent what it must not. */
export const fault = 'Fault: ';

/** How long a subscriber waits before it comes back, in milliseconds. */
const comeBackAfter = 100;

/** Follows the log from its beginning, on any of the servers, until it leaves or the test ends. */
export function subscribe(parts: SubscriberParts): Subscriber {
  const { name, kind, origins, pick, cutWithin } = parts;
  const operation = following(parts.fields ?? heardFields);
  const follow = kind === 'sse' ? followEvents(pick(2) === 0) : followSocket;
  const heard: Heard[] = [];
  const ends: string[] = [];
  const faults: string[] = [];
  let connections = 0;
  let left = false;
  let connection: Connection | undefined;

  async function run(): Promise<void> {
    while (!left) {
      const origin = origins[pick(origins.length)] ?? '';
      let untilCut = cutWithin === undefined ? Number.POSITIVE_INFINITY : 1 + pick(cutWithin);
      let cut = false;
      connections += 1;
      const current = follow(origin, { operation, after: heard.at(-1)?.cursor ?? '0' }, (entry) => {
        // What was under way when the connection was cut is lost, as in a network.
        if (cut) return;
        heard.push(entry);
        if (heard.length === parts.stopsAfter) current.pause();
        untilCut -= 1;
        if (untilCut > 0) return;
        cut = true;
        current.cut();
      });
      connection = current;
      const end = await current.ended;
      if (cut || left) continue;
      if (end.startsWith(fault)) faults.push(end);
      ends.push(end);
      await wait(comeBackAfter);
    }
  }

  const running = run();
  const leave = async () => {
    left = true;
    connection?.cut();
    await running;
  };
  onTestFinished(leave);
  return {
    name,
    heard,
    ends,
    faults,
    get connections() {
      return connections;
    },
    pause: () => connection?.pause(),
    resume: () => connection?.resume(),
    leave,
  };
}
