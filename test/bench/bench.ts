/**
 * Measures the service beside its peers and beside the limit, on the same data and in the same run:
 * `npm run bench`, with `--help` for what it can be told.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DifferentAnswers } from './answers.ts';
import { OptionError, type Options, readOptions, usage } from './options.ts';
import { runReads } from './read-works.ts';

/** What ends a run early ends its processes too: they go with this one. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

async function run(options: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'talks-bench-'));
  try {
    await runReads(options, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(usage.trim());
  else await run(options);
} catch (error) {
  if (error instanceof OptionError || error instanceof DifferentAnswers)
    console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
