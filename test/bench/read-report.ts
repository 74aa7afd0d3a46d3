/** What is said of reading work: each server beside the limit, and beside ours. */
import { type Measured, medianSample, ratioTo, type Sample } from './reckoning.ts';
import type { Bar, Goal, WorkReport } from './report.ts';
import { type ServerKey, serverNames } from './servers.ts';

export interface ReadReportParts {
  name: string;
  title: string;
  note: string;
  answerBytes: number;
  measured: readonly Measured[];
  /** Which of ours the others are held to; `ours` if not given. */
  base?: ServerKey;
  goals?: (found: ReadFigures) => Goal[];
}

/** What goals are set in: how many times as good ours is, by processor time. */
export interface ReadFigures {
  toLimit: number | undefined;
  toPeers: Partial<Record<ServerKey, number>>;
}

/** A load that takes more of its core than this may have been what was measured. */
const busiest = 0.9;

export function readReport(parts: ReadReportParts): WorkReport {
  const { name, title, note, answerBytes, measured, base = 'ours', goals = () => [] } = parts;
  const ours = measured.find(({ server }) => server === base);
  const limit = measured.find(({ server }) => server === 'limit');
  const lines = measured.map((each) => {
    const middle = medianSample(each);
    return {
      server: each.server as ServerKey,
      name: serverNames[each.server as ServerKey],
      ...middle,
      isLoadBound: middle.loadBusy > busiest,
      toLimit: limit && each !== limit ? ratioTo(each, limit) : undefined,
      oursToIt: ours && each !== ours ? ratioTo(ours, each) : undefined,
      samples: each.samples,
    };
  });
  const [next] = lines
    .filter(({ server }) => server !== 'limit' && !server.startsWith('ours'))
    .toSorted((one, other) => one.cpuMicroseconds - other.cpuMicroseconds);
  const toPeers = Object.fromEntries(
    lines.flatMap(({ server, oursToIt }) => (oursToIt ? [[server, oursToIt.cpu]] : [])),
  );
  return {
    name,
    title: `${title} (${kilobytes(answerBytes)})`,
    note,
    head: ['', 'requests/s', 'CPU a request', 'of the limit', 'ours is', 'by throughput'],
    rows: lines.map((line) => [
      line.name,
      `${whole(line.requestsPerSecond)}${line.isLoadBound ? ' *' : ''}`,
      `${whole(line.cpuMicroseconds)} µs`,
      line.toLimit ? `${Math.round(line.toLimit.cpu * 100)}%` : '',
      line.oursToIt ? `${times(line.oursToIt.cpu)}` : '',
      line.oursToIt ? `${times(line.oursToIt.throughput)}` : '',
    ]),
    figures: { answerBytes, servers: lines },
    bars: lines.map(
      ({ server, name: label, cpuMicroseconds }): Bar => ({
        label,
        value: 1e6 / cpuMicroseconds,
        kind: server === 'limit' ? 'limit' : server.startsWith('ours') ? 'ours' : 'peer',
      }),
    ),
    line: {
      ours: microseconds(lines.find(({ server }) => server === base)),
      limit: microseconds(lines.find(({ server }) => server === 'limit')),
      next: next ? `${next.name}, ${microseconds(next)}` : '',
      times: next?.oursToIt ? times(next.oursToIt.cpu) : '',
    },
    goals: goals({ toLimit: lines.find(({ server }) => server === base)?.toLimit?.cpu, toPeers }),
  };
}

/** A goal of being so many times as good as a peer; none where it was not measured. */
export function atLeast(what: string, found: number | undefined, wanted: number): Goal[] {
  if (found === undefined || Number.isNaN(found)) return [];
  return [{ what: `${what}: ≥ ${wanted}`, measured: found.toFixed(2), isReached: found >= wanted }];
}

function microseconds(line: Sample | undefined): string {
  return line ? `${whole(line.cpuMicroseconds)} µs` : '';
}

export function times(ratio: number): string {
  return `× ${ratio.toFixed(ratio < 10 ? 2 : 1)}`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function kilobytes(bytes: number): string {
  return bytes < 10_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${Math.round(bytes / 1000)} kB`;
}
