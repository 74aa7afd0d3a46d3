/** Editors write and subscribers listen while things go wrong; at the end, nothing may be amiss. */
import { expect, onTestFinished } from 'vitest';
import { randomly } from '../random.ts';
import { until } from './deadline.ts';
import type { ServerProcess } from './server-process.ts';
import { type Subscriber, subscribe } from './subscriber.ts';
import { expectWhole, placesOf, wholeLog } from './whole-log.ts';
import { type WriterReport, write } from './writer.ts';

export interface LogRunParts {
  /** Shown with what is measured. */
  name: string;
  /** Each client takes any of them, each time it connects. */
  servers: readonly ServerProcess[];
  writes: number;
  writers: number;
  /** How long the words of an entry are at the most, in characters; as for one editor if not given. */
  longest?: number;
  /** Half of them over server-sent events, half over WebSocket; all cut at random. */
  subscribers: number;
  /** How many entries are written by others, such as imports; 0 if not given. */
  others?: number;
  /** What goes wrong, and after how many entries; one thing after the other. */
  incidents: readonly { after: number; happen: (run: RunningRun) => Promise<void> }[];
  /** How many of a hundred requests editors cut; 3 if not given. */
  cuts?: number;
  /** How long subscribers may take to have all, once all is written, in milliseconds. */
  catchUp: number;
  seed: number;
}

/** A run as an incident sees it. */
export interface RunningRun {
  reports: readonly WriterReport[];
  subscribers: readonly Subscriber[];
}

/** The seed of this run: FAULTS_SEED, to repeat one, or any. */
export function faultsSeed(): number {
  return Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1e9));
}

/**
 * Fails unless every acknowledged entry is heard by every subscriber once, in the one order of the
 * log, as it was written, and the log holds nothing else but what others wrote.
 */
export async function runLog(parts: LogRunParts): Promise<RunningRun> {
  const { servers, seed, writes, others = 0 } = parts;
  const told = `${parts.name}, FAULTS_SEED=${seed}`;
  console.info(`${told}: begins`);
  const origins = servers.map(({ origin }) => origin);
  const [start = 0] = await placesOf(origins);
  const subscribers = Array.from({ length: parts.subscribers }, (_, index) =>
    subscribe({
      name: `subscriber ${index}`,
      kind: index % 2 === 0 ? 'sse' : 'websocket',
      origins,
      pick: randomly(seed + 1_000 + index),
      cutWithin: Math.ceil(writes / 5),
    }),
  );
  const { reports, seconds } = await writeThroughIncidents(parts, subscribers);
  const acknowledged = reports.flatMap((report) => report.acknowledged);
  const end = start + writes + others;
  await until(
    'Every subscriber has heard everything',
    () => subscribers.every(({ heard }) => heard.length >= end),
    parts.catchUp,
    () => subscribers.map(describe).join('\n'),
  );
  const replays = await Promise.all(origins.map(wholeLog));
  await Promise.all(subscribers.map((subscriber) => subscriber.leave()));

  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  console.info(
    `${told}: ${acknowledged.length} acknowledged in ${seconds.toFixed(1)} s, ${Math.round(acknowledged.length / seconds)} a second;`,
    `${sum(reports.map(({ unanswered }) => unanswered))} requests had no answer, ${sum(reports.map(({ refused }) => refused))} an error;`,
    `${sum(subscribers.map(({ connections }) => connections))} connections of subscribers`,
  );
  expect(new Set(acknowledged.map(({ key }) => key)).size).toBe(writes);
  expect(await placesOf(origins)).toEqual(origins.map(() => end));
  const [first = []] = replays;
  expectWhole(first, end, acknowledged);
  for (const whole of replays) expect(whole).toEqual(first);
  for (const { heard } of subscribers) expect(heard).toEqual(first);
  expect(subscribers.flatMap(({ faults }) => faults)).toEqual([]);
  return { reports, subscribers };
}

async function writeThroughIncidents(parts: LogRunParts, subscribers: readonly Subscriber[]) {
  const { servers, seed, writes, writers, longest = 200, cuts = 3 } = parts;
  const reports = Array.from(
    { length: writers },
    (): WriterReport => ({ acknowledged: [], unanswered: 0, refused: 0 }),
  );
  let count = 0;
  let happening: Promise<void> = Promise.resolve();
  const failed = Promise.withResolvers<never>();
  const over = new AbortController();
  onTestFinished(() => over.abort(new Error('The test is over.')));
  const onAcknowledged = () => {
    count += 1;
    for (const { after, happen } of parts.incidents) {
      if (after !== count) continue;
      happening = happening.then(() => happen({ reports, subscribers }));
      happening.catch(failed.reject);
    }
  };
  const began = performance.now();
  const writing = Promise.all(
    reports.map((report, index) =>
      write({
        name: `Editor ${index}`,
        origins: servers.map(({ origin }) => origin),
        share: Math.floor((writes + index) / writers),
        pick: randomly(seed + 1 + index),
        longest,
        cuts,
        report,
        onAcknowledged,
        signal: over.signal,
      }),
    ),
  );
  await Promise.race([writing, failed.promise]);
  const seconds = (performance.now() - began) / 1000;
  await happening;
  return { reports, seconds };
}

function describe({ name, heard, connections, ends }: Subscriber): string {
  return `${name}: at ${heard.length}, ${connections} connections, ended by ${ends.slice(-3).join(', ')}`;
}
