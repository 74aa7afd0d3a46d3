/** The processes of a run: each held to a core, watched for what it uses, and gone when the run ends. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../faults/deadline.ts';
import { processorMilliseconds } from '../faults/process-cost.ts';

export interface ProgramParts {
  /** What it is called when it fails. */
  name: string;
  /** Node's options, the file and its arguments. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  core: number;
  /** Whether it is spoken to by messages; it also hears so that this process has gone. */
  ipc?: boolean;
}

export interface Program {
  name: string;
  pid: number;
  child: ChildProcess;
  /** What it has written so far. */
  output(): string;
  stop(): Promise<void>;
}

/** What a program needs of the environment; nothing of the caller's own settings reaches it. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

const startDeadline = 60_000;
const stopDeadline = 10_000;

/** Whether processes can be held to cores here. */
export const canPin = hasTaskset();

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startProgram({ name, args, env = {}, core, ipc = false }: ProgramParts): Program {
  const kept = inherited.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : []));
  const command = [process.execPath, ...args];
  const [file = '', ...rest] = canPin ? ['taskset', '-c', String(core), ...command] : command;
  const child = spawn(file, rest, {
    env: { ...Object.fromEntries(kept), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ipc ? 'ipc' : 'ignore'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-10_000);
    });
  }
  return {
    name,
    // A process that could not be started has no number, and fails below.
    pid: child.pid ?? 0,
    child,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadline);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** Waits for the line in which a server tells its address; answers the origin. */
export async function originOf({ name, child, output }: Program): Promise<string> {
  return await until(
    `${name} tells its address`,
    () => {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${name} ended before it served: ${output()}`);
      return /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0];
    },
    startDeadline,
    output,
  );
}

/** Waits for a program that ends by itself. Throws where it fails. */
export async function ended({ name, child, output }: Program): Promise<void> {
  const [status] =
    child.exitCode === null && child.signalCode === null
      ? await once(child, 'exit')
      : [child.exitCode];
  if (status !== 0) throw new Error(`${name} ended with status ${status}: ${output()}`);
}

/** Processor time used so far by all of these, in microseconds. */
export async function processorMicroseconds(pids: readonly number[]): Promise<number> {
  const each = await Promise.all(pids.map(processorMilliseconds));
  return each.reduce((sum, one) => sum + one, 0) * 1000;
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
