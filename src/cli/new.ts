/** `talks new`: lays out an empty set. */
import { Command } from 'commander';

const help = `
Makes the folder with a file for each list, all of them empty, which is a valid set, and README.md,
which says what goes where with an example of each. Then: talks cite, talks check --watch, talks import.

Example:
  talks new my-set
`;

export function newCommand(): Command {
  return new Command('new')
    .description('lay out an empty set of fixtures')
    .argument('<dir>', 'the folder to make')
    .addHelpText('after', help)
    .action(layOut);
}

async function layOut(dir: string): Promise<void> {
  const { layOutSet } = await import('../intake/new-set.ts');
  await layOutSet(dir);
  process.stdout.write(`${dir}: an empty set; ${dir}/README.md says what goes where\n`);
}
