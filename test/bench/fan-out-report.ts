/** What is said of a fan-out. */
import { times, whole } from './read-report.ts';
import { median } from './reckoning.ts';
import type { WorkReport } from './report.ts';
import type { Transport } from './subscribing.ts';

export interface Delivery {
  /** From the writing to the last receipt. */
  milliseconds: number;
  /** Of the server, for all. */
  cpuMicroseconds: number;
  /** What each was sent, in base64. */
  received: string;
}

export interface FanOut {
  transport: Transport;
  count: number;
  ours: readonly Delivery[];
  bare: readonly Delivery[];
  kilobytesEach: { ours: number; bare: number };
}

const wantedRatio = 1.5;
const wantedKilobytes = 20;

export function fanOutReport({ transport, count, ours, bare, kilobytesEach }: FanOut): WorkReport {
  const middle = (deliveries: readonly Delivery[]) => ({
    milliseconds: median(deliveries.map(({ milliseconds }) => milliseconds)),
    cpuMicroseconds: median(deliveries.map(({ cpuMicroseconds }) => cpuMicroseconds)),
  });
  const [us, them] = [middle(ours), middle(bare)];
  const ratio = median(
    ours.map(({ milliseconds }, round) => milliseconds / (bare[round]?.milliseconds ?? Number.NaN)),
  );
  const bytes = Buffer.from(ours[0]?.received ?? '', 'base64').length;
  const row = (name: string, { milliseconds, cpuMicroseconds }: typeof us, each: number) => [
    name,
    `${milliseconds.toFixed(1)} ms`,
    `${(cpuMicroseconds / 1000).toFixed(1)} ms`,
    `${each.toFixed(1)} kB`,
  ];
  return {
    name: transport === 'WebSocket' ? 'fan-out-websocket' : 'fan-out',
    title: `To ${whole(count)} subscribers by ${transport} (${bytes} bytes each)`,
    note: 'From the moment that an entry bears, before it is on disk, to the last receipt; for bare sockets, from the first write. Memory is what is held once garbage has been collected.',
    head: ['', 'to the last', 'CPU', 'held for a subscriber'],
    rows: [
      row('Talks Record', us, kilobytesEach.ours),
      row('bare sockets', them, kilobytesEach.bare),
      ['times as long', times(ratio), times(us.cpuMicroseconds / them.cpuMicroseconds), ''],
    ],
    figures: {
      count,
      bytes,
      ratio,
      ours: { ...us, kilobytesEach: kilobytesEach.ours },
      bare: { ...them, kilobytesEach: kilobytesEach.bare },
    },
    goals: [
      {
        what: `To ${whole(count)} by ${transport}, times bare sockets: ≤ ${wantedRatio}`,
        measured: ratio.toFixed(2),
        isReached: ratio <= wantedRatio,
      },
      {
        what: `Memory held for a subscriber by ${transport}: ≤ ${wantedKilobytes} kB`,
        measured: `${kilobytesEach.ours.toFixed(1)} kB`,
        isReached: kilobytesEach.ours <= wantedKilobytes,
      },
    ],
  };
}
