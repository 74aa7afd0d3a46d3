/** What a process has cost so far, as the system tells it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Resident memory, in MB. */
export async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

/**
 * Processor time, in milliseconds, that of its children who have gone included; not a number where
 * the system does not tell.
 */
export async function processorMilliseconds(pid: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold spaces, utime, stime, cutime and cstime are the 12th to the
    // 15th, in hundredths of a second.
    const times = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15);
    return times.reduce((sum, time) => sum + Number(time), 0) * 10;
  } catch {
    return Number.NaN;
  }
}
