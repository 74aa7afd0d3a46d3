/** What ours holds in memory once it has answered more than its caches may keep. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { residentMegabytes } from '../faults/process-cost.ts';
import { cursorsOf } from './layout.ts';
import { startLoad } from './load.ts';
import type { Options } from './options.ts';
import { whole } from './read-report.ts';
import { Reads } from './reads.ts';
import { benchSet, fillStore } from './record.ts';
import type { Goal, WorkReport } from './report.ts';
import { type Server, serverNames, startOurs, startPeer, stopAll } from './servers.ts';

const talks = 1_000;

/** Answers of more than 50 kB each, no two alike: together more than twice what may be kept. */
const answers = 3_000;

/** What the caches of ours may take together, in bytes. */
const bound = 64_000_000;

export async function* runMemory(options: Options, folder: string): AsyncGenerator<WorkReport> {
  if (!options.works.includes('memory')) return;
  const location = { dataDir: join(folder, 'memory-store') };
  await fillStore(location, benchSet(talks));
  const load = startLoad(folder);
  const servers: Server[] = [];
  const found = [];
  try {
    const ours = await startOurs(location);
    servers.push(ours);
    // The cache of Mercurius takes minutes for so many.
    for (const key of ['apollo-cache', 'yoga-cache'] as const)
      if (options.servers.has(key) && !options.isQuick)
        servers.push(await startPeer(key, location));
    const layout = { slugs: [], cursors: { ours: await cursorsOf(ours.origin), postgraphile: [] } };
    const reads = new Reads({ load, layoutOf: () => layout, folder, pace: options.pace });
    const work = { operation: 'nested', isCold: true } as const;
    for (const server of servers) {
      // What loading and compiling takes is there from the first answers on.
      await reads.send(work, server, 100);
      const before = await residentMegabytes(server.pid);
      await reads.send(work, server, answers);
      const after = await residentMegabytes(server.pid);
      const peak = await peakMegabytes(server.pid);
      found.push({ server: server.key, before, after, peak });
    }
    const caches = await cacheBytes(ours.origin);
    yield reportOf(found, caches);
  } finally {
    await stopAll([load, ...servers]);
  }
}

interface Found {
  server: Server['key'];
  before: number;
  after: number;
  peak: number;
}

function reportOf(found: readonly Found[], caches: Record<string, number>): WorkReport {
  const kept = Object.values(caches).reduce((sum, bytes) => sum + bytes, 0);
  const goals: Goal[] =
    kept === 0
      ? []
      : [
          {
            what: 'Caches within their bound under load: ≤ 64 MB',
            measured: `${(kept / 1e6).toFixed(1)} MB`,
            isReached: kept <= bound,
          },
        ];
  return {
    name: 'memory',
    title: 'Memory under load',
    note: `After ${whole(answers)} different nested answers; caches are as they come.`,
    head: ['', 'resident before', 'after', 'at most'],
    rows: [
      ...found.map(({ server, before, after, peak }) => [
        serverNames[server],
        ...[before, after, peak].map((megabytes) => `${whole(megabytes)} MB`),
      ]),
      ...Object.entries(caches).map(([name, bytes]) => [
        name,
        '',
        `${(bytes / 1e6).toFixed(1)} MB`,
        '',
      ]),
    ],
    figures: { answers, servers: found, caches },
    goals,
  };
}

/** What the service's own metrics say of its caches, by name; nothing where it has none. */
async function cacheBytes(origin: string): Promise<Record<string, number>> {
  const response = await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(10_000) });
  const text = response.ok ? await response.text() : '';
  const lines = text.matchAll(/^(\w*cache\w*_bytes(?:\{[^}]*\})?) (\S+)$/gm);
  return Object.fromEntries(Array.from(lines, ([, name = '', value]) => [name, Number(value)]));
}

async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
