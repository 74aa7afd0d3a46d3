/** The machine and the moment of a run, in words. */
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { hasWrk } from './load.ts';
import { canPin } from './processes.ts';

export interface Setting {
  /** The day, in UTC. */
  date: string;
  machine: string;
  command: string;
  /** What makes the figures less sure than they look. */
  reservations: string[];
}

/** Above this, others were at work too. */
const quiet = 0.7;

export function settingOf(args: readonly string[]): Setting {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cores.length} cores of ${model}, ${memory} GB of memory, ${type()} ${release()}, Node ${process.versions.node}`,
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    reservations: [
      ...(load > quiet
        ? [`Others were using the machine: its load was ${load.toFixed(1)} at the start.`]
        : []),
      ...(cores.length < 2 ? ['The load and the servers shared the only core.'] : []),
      ...(canPin ? [] : ['There is no taskset here, so nothing was held to a core.']),
      ...(hasWrk
        ? []
        : ['Without wrk, autocannon makes the hot load, and may be what is measured: see *.']),
    ],
  };
}
