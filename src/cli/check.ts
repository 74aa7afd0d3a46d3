/** `talks check`: reads sets and lists every fault, once or on each save. */
import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Counted } from '../intake/count.ts';
import type { RecordList } from '../intake/files.ts';
import { counted } from './counted.ts';
import { refuseFaults } from './faults.ts';
import { showProgress } from './progress.ts';
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
  const { countSets } = await import('../intake/count.ts');
  if (watch) {
    const { watchPaths } = await import('./changes.ts');
    const watching = watchPaths(paths, async () => {
      const found = await countSets(paths);
      if (json) printJson(found);
      else tell(paths, found);
    });
    stopOnSignals(async () => watching.stop());
    return await watching.done;
  }
  const progress = showProgress('Checking');
  const found = await countSets(paths, progress.at).finally(progress.end);
  if (json) {
    printJson(found);
    if (found.faults.length > 0) process.exitCode = 1;
    return;
  }
  refuseFaults(found.faults);
  tell(paths, found);
}

/** Where checking goes on, faults end nothing: their number stands where what the set holds would. */
function tell(paths: readonly string[], { counts, faults }: Counted): void {
  try {
    refuseFaults(faults);
    process.stdout.write(`${paths.join(', ')}: ${contentsOf(counts)}, no faults\n`);
  } catch {
    const count = styleText('red', counted(faults.length, 'fault'), { stream: process.stdout });
    process.stdout.write(`${paths.join(', ')}: ${count}\n`);
  }
}

function printJson({ counts, faults }: Counted): void {
  process.stdout.write(`${JSON.stringify({ counts: Object.fromEntries(counts), faults })}\n`);
}

/** What one and several entries of a list are called. */
const called: Record<RecordList, readonly [one: string, many?: string]> = {
  sources: ['source'],
  processes: ['process', 'processes'],
  parties: ['party', 'parties'],
  people: ['person', 'people'],
  talks: ['set of talks', 'sets of talks'],
  delegations: ['delegation'],
  sponsors: ['sponsor'],
  quotes: ['quotation'],
  pledges: ['pledge'],
  updates: ['update'],
  setAside: ['passage set aside', 'passages set aside'],
};

function contentsOf(counts: Counted['counts']): string {
  return [...counts].map(([list, count]) => counted(count, ...called[list])).join(', ');
}
