/** `talks doctor`: looks at everything that a server rests on, and says what to do. */
import { styleText } from 'node:util';
import { Command } from 'commander';
import { type Config, readConfig } from '../config.ts';
import type { Finding } from '../store/examine/finding.ts';
import { counted } from './counted.ts';

const help = `
Looks at the settings, the store, its migrations, the pledge log and the citations, changes nothing,
and prints a line for each finding, with what to do about it. It may run beside a server. The status
is 1 where there is a fault; warnings leave it at 0.

Environment: as for talks serve.

Example:
  talks doctor
`;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look for faults in the settings and the store, and say what to do')
    .option('--json', 'print one JSON object: whether all is well, and every finding')
    .addHelpText('after', help)
    .action(({ json }: { json?: true }) => examine(json === true));
}

async function examine(json: boolean): Promise<void> {
  const findings: Finding[] = [];
  for await (const finding of everything()) {
    findings.push(finding);
    if (!json) process.stdout.write(lineOf(finding));
  }
  const faults = findings.filter(({ level }) => level === 'fault').length;
  if (json) process.stdout.write(`${JSON.stringify({ ok: faults === 0, findings })}\n`);
  else if (faults === 0) process.stdout.write('No faults.\n');
  if (faults > 0) {
    if (!json) process.stderr.write(`talks: ${counted(faults, 'fault')}.\n`);
    process.exitCode = 1;
  }
}

async function* everything(): AsyncGenerator<Finding> {
  const [{ examineStore }, { examineSecret }, { fault, fine, warning }] = await Promise.all([
    import('../store/examine/examine.ts'),
    import('../server/token-secret.ts'),
    import('../store/examine/finding.ts'),
  ]);
  let config: Config;
  try {
    config = readConfig();
  } catch (cause) {
    // Without them it is not known what else to look at.
    const what = cause instanceof Error ? cause.message : String(cause);
    return yield fault(
      'settings',
      what,
      'No server starts with this: set it anew, or leave it out.',
    );
  }
  for (const what of config.warnings) yield warning('settings', what, 'See `talks serve --help`.');
  if (config.warnings.length === 0) yield fine('settings', 'A server can start with them');
  if (config.tokenKeys === null) {
    const { level, what, advice } = await examineSecret(config.dataDir);
    yield { check: 'secret', level, what, ...(advice !== undefined && { advice }) };
  }
  yield* examineStore(config.location);
}

const colours = { ok: 'green', warning: 'yellow', fault: 'red' } as const;

function lineOf({ check, level, what, advice }: Finding): string {
  const mark = styleText(colours[level], level.padEnd(7), { stream: process.stdout });
  const todo = advice === undefined ? '' : `        → ${advice}\n`;
  return `${mark} ${check}: ${what}\n${todo}`;
}
