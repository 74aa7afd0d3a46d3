/**
 * What a process of Node holds in memory. Resident memory alone tells how much garbage there is, too,
 * which depends on when V8 last happened to collect it: from run to run it is up to twice as much.
 */
import { fileURLToPath } from 'node:url';
import { until } from './faults/deadline.ts';
import { residentMegabytes } from './faults/process-cost.ts';

/** Node's options for a process whose memory is measured. */
export const collecting: readonly string[] = [
  '--expose-gc',
  '--import',
  fileURLToPath(new URL('collected.ts', import.meta.url)),
];

const patience = 10_000;

/** In MB, once what is garbage has been collected. `output` gives what the process has written to standard error so far. */
export async function heldMegabytes(pid: number, output: () => string): Promise<number> {
  const collections = () => output().split('collected\n').length;
  const before = collections();
  process.kill(pid, 'SIGUSR2');
  await until(`Process ${pid} collects`, () => collections() > before, patience, output);
  return await residentMegabytes(pid);
}
