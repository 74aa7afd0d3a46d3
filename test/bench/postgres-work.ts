/** Reading from PostgreSQL, beside PostGraphile over the same tables. */

import pg from 'pg';
import { bytesOf, compareAnswers, hotAnswer } from './comparison.ts';
import { cursorsOf } from './layout.ts';
import { startLoad } from './load.ts';
import type { OperationName } from './operations.ts';
import type { Options } from './options.ts';
import { startPostgres } from './postgres.ts';
import { atLeast, readReport } from './read-report.ts';
import { Reads } from './reads.ts';
import { benchSet, fillStore, pledgeSlugs } from './record.ts';
import type { WorkReport } from './report.ts';
import { type Server, startOurs, startPeer, startWithoutRows, stopAll } from './servers.ts';

const talks = 1_000;

const works: readonly { operation: OperationName; title: string; wanted: number }[] = [
  { operation: 'nested', title: 'Nested, cold, PostgreSQL', wanted: 1.25 },
  { operation: 'talks1000', title: '1,000 talks in one answer, PostgreSQL', wanted: 1.25 },
];

const note =
  'The service and its database share a core, and both count; PostGraphile has an index for the order that it is asked for. Ours reads from the database each time, as its caches are off, and once more with them on.';

export async function* runPostgres(options: Options, folder: string): AsyncGenerator<WorkReport> {
  if (!options.works.includes('nested-postgres')) return;
  const postgres = await startPostgres(folder);
  const load = startLoad(folder);
  const servers: Server[] = [];
  try {
    const location = { databaseUrl: postgres.databaseUrl };
    const set = benchSet(talks);
    await fillStore(location, set);
    await prepare(postgres.databaseUrl);
    const ours = await startWithoutRows(location);
    servers.push(ours, await startOurs(location));
    const cursors = { ours: await cursorsOf(ours.origin), postgraphile: [''] };
    for (const key of ['postgraphile', 'mercurius'] as const)
      if (options.servers.has(key)) servers.push(await startPeer(key, location));
    const postgraphile = servers.find(({ key }) => key === 'postgraphile');
    if (postgraphile) cursors.postgraphile = await cursorsOf(postgraphile.origin, 'postgraphile');
    const layout = { slugs: pledgeSlugs(set, talks), cursors };
    const helpers = postgres.pids;
    const reads = new Reads({ load, layoutOf: () => layout, folder, pace: options.pace, helpers });
    const wantedWorks = options.isQuick ? works.slice(0, 1) : works;
    for (const { operation, title, wanted } of wantedWorks) {
      await compareAnswers(servers, operation, layout);
      // A large answer holds up those that wait for theirs.
      const connections = operation === 'nested' ? 16 : 4;
      const work = { operation, isCold: true, connections };
      yield readReport({
        name: operation === 'nested' ? 'nested-postgres' : 'many-postgres',
        title,
        note,
        answerBytes: bytesOf(await hotAnswer(ours, work, layout)),
        measured: await reads.measure(work, servers),
        base: ours.key,
        goals: ({ toPeers }) => atLeast(`${title}, to PostGraphile`, toPeers.postgraphile, wanted),
      });
    }
  } finally {
    await stopAll([load, ...servers]);
    await postgres.stop();
  }
}

/** What whoever puts PostGraphile over these tables would do first. */
async function prepare(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query('create index talks_by_day on talks (starts_on desc, slug)');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
