/**
 * Measures the service beside its peers and beside the limit, on the same data and in the same run:
 * `npm run bench`, with `--help` for what it can be told.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DifferentAnswers } from './answers.ts';
import { chartOf } from './chart.ts';
import { runFanOut } from './fan-out.ts';
import { runGrowth } from './growth.ts';
import { settingOf } from './machine.ts';
import { runMemory } from './memory.ts';
import { OptionError, type Options, readOptions, usage } from './options.ts';
import { installPeers, peerVersions } from './peers.ts';
import { runPostgres } from './postgres-work.ts';
import { runReads } from './read-works.ts';
import { goalsOf, markdownOf, type WorkReport } from './report.ts';
import { runStoreGrowth } from './store-growth.ts';

/** What ends a run early ends its processes too: they go with this one. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const works = [runReads, runPostgres, runGrowth, runStoreGrowth, runMemory, runFanOut];

async function run(options: Options, args: readonly string[]): Promise<void> {
  const setting = settingOf(args);
  await installPeers();
  console.log(`${setting.date}, ${setting.machine}: \`${setting.command}\``);
  for (const reservation of setting.reservations) console.log(reservation);
  const folder = await mkdtemp(join(tmpdir(), 'talks-bench-'));
  const reports: WorkReport[] = [];
  try {
    for (const work of works) {
      for await (const report of work(options, folder)) {
        reports.push(report);
        console.log(`\n${markdownOf(report)}`);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`\n${goalsOf(reports)}`);
  if (options.json !== undefined) {
    const record = { ...setting, peers: await peerVersions(), pace: options.pace, works: reports };
    await writeFile(options.json, `${JSON.stringify(record, null, 2)}\n`);
  }
  if (options.chart !== undefined)
    await writeFile(options.chart, chartOf(reports, `${setting.date}, ${setting.machine}`));
}

try {
  const args = process.argv.slice(2);
  const options = readOptions(args);
  if (options === null) console.log(usage.trim());
  else await run(options, args);
} catch (error) {
  const isForCaller = error instanceof OptionError || error instanceof DifferentAnswers;
  console.error(isForCaller ? error.message : error);
  process.exitCode = 1;
}
