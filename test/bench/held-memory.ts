/**
 * What a server holds in memory. Resident memory alone tells how much garbage there is, too, which
 * depends on when V8 last happened to collect it: from run to run it is up to twice as much.
 */
import { fileURLToPath } from 'node:url';
import { until } from '../faults/deadline.ts';
import { residentMegabytes } from '../faults/process-cost.ts';
import type { Program } from './processes.ts';

/** Node's options for a server whose memory is measured. */
export const collecting: readonly string[] = [
  '--expose-gc',
  '--import',
  fileURLToPath(new URL('programs/collected.ts', import.meta.url)),
];

const patience = 10_000;

/** In MB, once what is garbage has been collected. */
export async function heldMegabytes({
  name,
  pid,
  child,
  output,
}: Pick<Program, 'name' | 'pid' | 'child' | 'output'>): Promise<number> {
  const collections = () => output().split('collected\n').length;
  const before = collections();
  child.kill('SIGUSR2');
  await until(`${name} collects`, () => collections() > before, patience, output);
  return await residentMegabytes(pid);
}
