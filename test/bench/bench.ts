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
import { type Setting, settingOf } from './machine.ts';
import { runMemory } from './memory.ts';
import { OptionError, type Options, readOptions, usage } from './options.ts';
import { installPeers, peerVersions } from './peers.ts';
import { runPostgres } from './postgres-work.ts';
import { runReads } from './read-works.ts';
import { goalsOf, markdownOf, summaryOf, type WorkReport } from './report.ts';
import { runStoreGrowth } from './store-growth.ts';

/** What ends a run early ends its processes too: they go with this one. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const works = [runReads, runPostgres, runGrowth, runStoreGrowth, runMemory, runFanOut];

async function run(options: Options, args: readonly string[]): Promise<void> {
  const setting = settingOf(args);
  await installPeers();
  const printed: string[] = [];
  const print = (text: string) => {
    printed.push(text);
    console.log(`${text}\n`);
  };
  print(inWords(setting));
  const reports: WorkReport[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'talks-bench-'));
  try {
    for (const work of works) {
      for await (const report of work(options, folder)) {
        reports.push(report);
        print(markdownOf(report));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const table of [summaryOf(reports), goalsOf(reports)]) if (table !== '') print(table);
  const { json, chart, markdown, pace } = options;
  const record = { ...setting, peers: await peerVersions(), pace, works: reports };
  if (json !== undefined) await writeFile(json, `${JSON.stringify(record, null, 2)}\n`);
  if (chart !== undefined)
    await writeFile(chart, chartOf(reports, `${setting.date}, ${setting.machine}`));
  if (markdown !== undefined) await writeFile(markdown, `${printed.join('\n\n')}\n`);
}

function inWords({ date, machine, command, reservations }: Setting): string {
  return [`${date}, ${machine}: \`${command}\`.`, ...reservations].join(' ');
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
