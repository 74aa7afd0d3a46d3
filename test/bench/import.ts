/**
 * Imports a large made-up set, once more, checks it and exports it in each format: how long each
 * takes, and how much memory. `npm run bench:import [TALKS]`; 10,000 sets of talks come with 100,000
 * pledges and 200,000 quotations. With DATABASE_URL it goes into that database, which is to be
 * empty; else into an embedded store that is gone in the end. Of memory only Linux tells.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeMadeUpSet } from './made-up-set.ts';

const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));

interface Measured {
  seconds: number;
  /** Of the processor, which a busy machine lengthens less. */
  work: number;
  /** The peak, in MB. */
  memory: number;
}

async function measure(args: readonly string[], dataDir: string): Promise<Measured> {
  const began = performance.now();
  const { DATABASE_URL } = process.env;
  const place = DATABASE_URL === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL };
  // As the first line of the command has it.
  const child = spawn(process.execPath, ['--max-semi-space-size=8', command, ...args], {
    env: place,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  let ticks = 0;
  const sampling = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
    // utime and stime, in hundredths of a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const [user = 0, system = 0] = stat.split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
    ticks = Math.max(ticks, user + system);
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0));
  }, 20);
  const [status] = await once(child, 'close');
  clearInterval(sampling);
  if (status !== 0) throw new Error(`talks ${args[0]} ended with status ${status}`);
  return { seconds: (performance.now() - began) / 1000, work: ticks / 100, memory: peak / 1000 };
}

const talks = Number(process.argv[2] ?? 10_000);
const folder = await mkdtemp(join(tmpdir(), 'talks-bench-'));
const out = (name: string) => ['--output', join(folder, name)];
try {
  const set = join(folder, 'set');
  await writeMadeUpSet(set, talks);
  const runs: [string, string[]][] = [
    ['check', ['check', set]],
    ['import', ['import', set]],
    ['import again', ['import', set]],
    ['export, JSON', ['export', ...out('record.json')]],
    ['export, a set', ['export', ...out('copy')]],
    ['export, pledges as CSV', ['export', '--format', 'csv', ...out('pledges.csv')]],
    [
      'export, quotations as JSON lines',
      ['export', '--format', 'jsonl', '--what', 'quotes', ...out('quotes.jsonl')],
    ],
    ['export, calendar', ['export', '--format', 'ical', ...out('deadlines.ics')]],
    ['check, one file', ['check', join(folder, 'record.json')]],
  ];
  for (const [name, args] of runs) {
    const load = loadavg()[0]?.toFixed(1);
    const { seconds, work, memory } = await measure(args, join(folder, 'store'));
    console.log(
      `${name}: ${seconds.toFixed(1)} s, of the processor ${work.toFixed(1)} s; ${Math.round(memory)} MB (load ${load})`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}
