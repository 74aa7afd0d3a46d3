/** `talks check`: reads sets and lists every fault, once or on each save. */
import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Reading } from '../intake/read.ts';
import type { RecordSet } from '../record/set.ts';
import { counted } from './counted.ts';
import { refuseFaults } from './faults.ts';
import { stopOnSignals } from './signals.ts';

const help = `
The sets may rest on each other; what is on record already is not looked at. Prints one line with
what they hold. Faults go to standard error, one a line, with file and JSON path; then the status is 1.
With --watch it checks again on each change, until it is stopped by Ctrl-C.

Examples:
  talks check fixtures/astana
  talks check my-set --watch
`;

interface Options {
  json?: true;
  watch?: true;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('check sets of fixtures, and list every fault')
    .argument('<set...>', 'folders of sets, or files with a whole one')
    .option('--watch', 'check again on each change')
    .option('--json', 'print one JSON object: what the sets hold, and the faults')
    .addHelpText('after', help)
    .action(check);
}

async function check(paths: readonly string[], { json, watch }: Options): Promise<void> {
  const { readSets } = await import('../intake/read.ts');
  if (watch) {
    const { watchPaths } = await import('./changes.ts');
    const watching = watchPaths(paths, async () => {
      const reading = await readSets(paths);
      if (json) printJson(reading);
      else tell(paths, reading);
    });
    stopOnSignals(async () => watching.stop());
    return await watching.done;
  }
  const reading = await readSets(paths);
  if (json) {
    printJson(reading);
    if (reading.faults.length > 0) process.exitCode = 1;
    return;
  }
  refuseFaults(reading.faults);
  tell(paths, reading);
}

/** Where checking goes on, faults end nothing: their number stands where what the set holds would. */
function tell(paths: readonly string[], { set, faults }: Reading): void {
  try {
    refuseFaults(faults);
    process.stdout.write(`${paths.join(', ')}: ${contentsOf(set)}, no faults\n`);
  } catch {
    const count = styleText('red', counted(faults.length, 'fault'), { stream: process.stdout });
    process.stdout.write(`${paths.join(', ')}: ${count}\n`);
  }
}

function printJson({ set, faults }: Reading): void {
  const counts = Object.fromEntries(Object.entries(set).map(([list, all]) => [list, all.length]));
  process.stdout.write(`${JSON.stringify({ counts, faults })}\n`);
}

function contentsOf(set: RecordSet): string {
  return [
    counted(set.sources.length, 'source'),
    counted(set.processes.length, 'process', 'processes'),
    counted(set.parties.length, 'party', 'parties'),
    counted(set.people.length, 'person', 'people'),
    counted(set.talks.length, 'set of talks', 'sets of talks'),
    counted(set.delegations.length, 'delegation'),
    counted(set.sponsors.length, 'sponsor'),
    counted(set.quotes.length, 'quotation'),
    counted(set.pledges.length, 'pledge'),
    counted(set.updates.length, 'update'),
    counted(set.setAside.length, 'passage set aside', 'passages set aside'),
  ].join(', ');
}
