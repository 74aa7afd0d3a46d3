#!/usr/bin/env node
/** The `talks` command. It loads only the command that is asked for, so that each starts quickly. */
import { Command } from 'commander';
import { reportFailure } from './errors.ts';
import { readVersion } from './version.ts';

const loaders: { readonly [name: string]: () => Promise<Command> } = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  check: async () => (await import('./check.ts')).checkCommand(),
  new: async () => (await import('./new.ts')).newCommand(),
  cite: async () => (await import('./cite.ts')).citeCommand(),
  token: async () => (await import('./token.ts')).tokenCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./backup.ts')).restoreCommand(),
  watch: async () => (await import('./watch.ts')).watchCommand(),
};

/** One command where its name comes first, and all of them for the help and for names that are none. */
async function loadCommands(asked: string | undefined): Promise<Command[]> {
  const load = asked !== undefined && Object.hasOwn(loaders, asked) ? loaders[asked] : undefined;
  return Promise.all(load ? [load()] : Object.values(loaders).map((each) => each()));
}

const program = new Command('talks')
  .description('The public record of peace talks: serve it, fill it, check it.')
  .version(readVersion(), '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false)
  .configureOutput({
    outputError: (text, write) =>
      write(
        `${text
          .trim()
          .replace(/^error: /, 'talks: ')
          .replaceAll('\n', ' ')} (--help tells more)\n`,
      ),
  })
  .addHelpText('after', '\nExample:\n  talks serve\n');

// A reader such as `head` may leave before all is printed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  for (const command of await loadCommands(process.argv[2])) {
    program.addCommand(
      command.copyInheritedSettings(program).helpOption('-h, --help', 'print this help'),
    );
  }
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
}
