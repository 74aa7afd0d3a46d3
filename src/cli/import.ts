/** `talks import`: brings sets into the record, all of them or nothing. */
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import type { ImportSummary } from '../store/import.ts';
import { refuseFaults } from './faults.ts';
import { showProgress } from './progress.ts';

const help = `
The sets may rest on each other and on what is on record. With any fault nothing is imported; each
is listed on standard error. To import again is safe: what is as it was is left, what has changed is
replaced, and to the pledge log entries are only added.

Environment:
  DATA_DIR      the folder of the embedded store (.data)
  DATABASE_URL  a postgres:// address, to be used in place of the embedded store

Example:
  talks import fixtures/astana
`;

/** How many names of one kind are still worth reading. */
const MOST_NAMES = 10;

export function importCommand(): Command {
  return new Command('import')
    .description('import sets of fixtures into the record')
    .argument('<set...>', 'folders of sets, or files with a whole one')
    .option('--json', 'print one JSON object: what was imported, and the version of the record')
    .addHelpText('after', help)
    .action(importSets);
}

async function importSets(paths: readonly string[], options: { json?: true }): Promise<void> {
  const { location } = readConfig();
  const [{ openStore }, { importSets }, { FaultySets }] = await Promise.all([
    import('../store/open.ts'),
    import('../intake/import.ts'),
    import('../intake/faulty-sets.ts'),
  ]);
  const store = await openStore(location);
  const progress = showProgress('Importing');
  try {
    const summary = await importSets(store, paths, progress.at).finally(progress.end);
    process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
  } catch (cause) {
    if (cause instanceof FaultySets) refuseFaults(cause.faults, ', so nothing was imported');
    throw cause;
  } finally {
    await store.close();
  }
}

/** One line for each kind that the sets hold, and one for the whole. */
function summaryText({ kinds, version }: ImportSummary): string {
  const lines = Object.entries(kinds).flatMap(([kind, { added, changed, left }]) => {
    const shown = kind === 'setAside' ? passageName : (name: string) => name;
    const parts = [
      ...named(added.map(shown), 'added'),
      ...named(changed.map(shown), 'changed'),
      ...(left > 0 ? [`${left} left`] : []),
    ];
    const name = kind === 'setAside' ? 'set-aside' : kind;
    return parts.length === 0 ? [] : [`${name}: ${parts.join('; ')}`];
  });
  return [...lines, `The record is at version ${version}.`].map((line) => `${line}\n`).join('');
}

/** `lund-news/12-40`: the store has zeros in front, to sort by. */
function passageName(key: string): string {
  return key.replace(/0*(\d+)-0*(\d+)$/, '$1-$2');
}

/** `3 added (a, b, c)` */
function named(names: readonly string[], what: string): string[] {
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMES ? ', …' : '';
  return [`${names.length} ${what} (${names.slice(0, MOST_NAMES).join(', ')}${more})`];
}
