/** What an answer costs as it grows, from 10 sets of talks to 1,000: for each of them, the same or less. */

import { join } from 'node:path';
import { compareAnswers } from './comparison.ts';
import { startLoad } from './load.ts';
import { bodiesOf, type OperationName } from './operations.ts';
import type { Options } from './options.ts';
import { whole } from './read-report.ts';
import { Reads } from './reads.ts';
import { median } from './reckoning.ts';
import { benchSet, fillStore } from './record.ts';
import type { WorkReport } from './report.ts';
import {
  type Server,
  type ServerKey,
  serverNames,
  startOurs,
  startPeer,
  stopAll,
} from './servers.ts';
import { statementsOf } from './statements.ts';

/** A large answer holds up those that wait for theirs. */
const connections = 4;

const sizes = [10, 100, 1_000] as const;

export async function* runGrowth(options: Options, folder: string): AsyncGenerator<WorkReport> {
  if (!options.works.includes('growth')) return;
  const location = { dataDir: join(folder, 'growth-store') };
  await fillStore(location, benchSet(Math.max(...sizes)));
  const layout = { slugs: [], cursors: { ours: [], postgraphile: [] } };
  const operations = sizes.map((size): OperationName => `talks${size}`);
  const statements = await statementsOf(
    location,
    operations.map((operation) => bodiesOf(operation, layout)(0)),
  );
  const load = startLoad(folder);
  const servers: Server[] = [];
  try {
    servers.push(await startOurs(location));
    for (const key of ['mercurius', 'apollo'] as const)
      if (options.servers.has(key)) servers.push(await startPeer(key, location));
    const reads = new Reads({ load, layoutOf: () => layout, folder, pace: options.pace });
    const costs = new Map<string, number[]>(servers.map(({ key }) => [key, []]));
    for (const operation of operations) {
      await compareAnswers(servers, operation, layout);
      for (const { server, samples } of await reads.measure(
        { operation, isCold: true, connections },
        servers,
      ))
        costs.get(server)?.push(median(samples.map(({ cpuMicroseconds }) => cpuMicroseconds)));
    }
    yield reportOf(costs, statements);
  } finally {
    await stopAll([load, ...servers]);
  }
}

function reportOf(costs: ReadonlyMap<string, readonly number[]>, statements: number[]): WorkReport {
  const each = [...costs].map(([server, totals]) => ({
    server,
    perTalks: totals.map((total, index) => total / (sizes[index] ?? 1)),
  }));
  const isConstant = new Set(statements).size === 1;
  return {
    name: 'growth',
    title: 'An answer that grows',
    note: 'Processor time for each set of talks in one answer, with a quotation and two pledges; cold.',
    head: ['talks in one answer', ...sizes.map((size) => size.toLocaleString('en'))],
    rows: [
      ...each.map(({ server, perTalks }) => [
        serverNames[server as ServerKey],
        ...perTalks.map((cost) => `${whole(cost)} µs`),
      ]),
      ['SQL statements of ours', ...statements.map(String)],
    ],
    figures: { sizes, servers: each, statements },
    goals: [
      {
        what: 'SQL statements constant as an answer grows',
        measured: statements.join(', '),
        isReached: isConstant,
      },
    ],
  };
}
