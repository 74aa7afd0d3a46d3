/**
 * Imports a large generated set into an embedded store, and exports it again: how long each takes,
 * and how much memory. `node test/bench/import.ts [TALKS]`; 10,000 talks come with 100,000 pledges
 * and 200,000 quotations.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { recordFileNames, recordFiles } from '../../src/intake/files.ts';
import { syntheticSet } from '../synthetic.ts';

const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));

/** A piece of the set at a time, so that this process stays small beside those it measures. */
async function writeSet(folder: string, talks: number): Promise<void> {
  const set = syntheticSet({ talks, delegations: 2, quotes: 20, pledges: 10 });
  await mkdir(folder);
  for (const name of recordFileNames) {
    const all: readonly object[] = set[recordFiles[name]];
    const lines = function* () {
      yield '[';
      for (const [index, one] of all.entries()) {
        // Made-up words are no passages: none is verbatim.
        const entry =
          'form' in one
            ? { ...one, form: 'form' in one && name === 'quotes.json' ? 'INDIRECT' : one.form }
            : one;
        yield `${index === 0 ? '' : ','}\n${JSON.stringify(entry)}`;
      }
      yield '\n]\n';
    };
    await pipeline(Readable.from(lines()), createWriteStream(join(folder, name)));
  }
}

interface Measured {
  seconds: number;
  /** Of the processor, which a busy machine does not lengthen. */
  work: number;
  /** The peak, in MB. */
  memory: number;
}

async function measure(args: readonly string[], dataDir: string): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', command, ...args], {
    env: { DATA_DIR: dataDir },
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
try {
  const set = join(folder, 'set');
  await writeSet(set, talks);
  for (const name of ['quotes.json', 'pledges.json']) {
    console.log(`${name}: ${Math.round((await stat(join(set, name))).size / 1e6)} MB`);
  }
  const runs: [string, string[]][] = [
    ['import', ['import', set]],
    ['export, JSON', ['export', '--output', join(folder, 'record.json')]],
    ['export, CSV', ['export', '--format', 'csv', '--output', join(folder, 'pledges.csv')]],
  ];
  for (const [name, args] of runs) {
    const { seconds, work, memory } = await measure(args, join(folder, 'store'));
    console.log(
      `${name}: ${seconds.toFixed(1)} s (${work.toFixed(1)} s of work), ${Math.round(memory)} MB`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}
