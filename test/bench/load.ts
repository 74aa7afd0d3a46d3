/** The load, from a core of its own: autocannon in a process that stays, or wrk where it is installed. */
import { execFile, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type LoadAnswer, type LoadOrder, type LoadResult, requestHeaders } from './load-orders.ts';
import { answerOf } from './messages.ts';
import { bodiesOf } from './operations.ts';
import { canPin, startProgram } from './processes.ts';

export interface Load {
  /** Sends what it is told; answers when all is answered. Throws where anything is refused. */
  fire(order: LoadOrder): Promise<LoadResult>;
  /** Takes so many seconds of the hot operation where wrk is there, which costs a tenth; else as `fire`. */
  fireHot(order: LoadOrder, seconds: number): Promise<LoadResult>;
  stop(): Promise<void>;
}

export const loadCore = 1;
export const serverCore = 0;

/** Whether wrk (https://github.com/wg/wrk) is installed: it tells the limit from what is near it. */
export const hasWrk = isInstalled('wrk');

const patience = 120_000;

export function startLoad(folder: string): Load {
  const program = startProgram({
    name: 'The load',
    args: [fileURLToPath(new URL('programs/load.ts', import.meta.url))],
    core: loadCore,
    ipc: true,
  });
  const fire = async (order: LoadOrder): Promise<LoadResult> => {
    const result = await answerOf<LoadAnswer>(program, order);
    if ('failure' in result) throw new Error(`The load on ${order.origin}: ${result.failure}`);
    return result;
  };
  return {
    fire,
    fireHot: (order, seconds) => (hasWrk ? fireWrk(folder, order, seconds) : fire(order)),
    stop: () => program.stop(),
  };
}

async function fireWrk(folder: string, order: LoadOrder, seconds: number): Promise<LoadResult> {
  const script = join(folder, 'request.lua');
  const headers = Object.entries({ ...requestHeaders, ...order.headers });
  await writeFile(
    script,
    [
      'wrk.method = "POST"',
      ...headers.map(([name, value]) => `wrk.headers["${name}"] = "${value}"`),
      `wrk.body = ${luaText(bodiesOf(order.operation, order.layout, order.dialect)(order.from))}`,
    ].join('\n'),
  );
  const wrk = ['wrk', '-t1', `-c${order.connections}`, `-d${seconds}s`, '-s', script];
  const [file = '', ...args] = canPin ? ['taskset', '-c', String(loadCore), ...wrk] : wrk;
  const { stdout } = await promisify(execFile)(file, [...args, `${order.origin}/graphql`], {
    timeout: patience,
  });
  const [, requests, time] = /(\d+) requests in ([\d.]+)s/.exec(stdout) ?? [];
  if (requests === undefined || /Socket errors|Non-2xx/.test(stdout))
    throw new Error(`The load on ${order.origin}: ${stdout}`);
  // It takes so little of its core that it is never in the way.
  return { requests: Number(requests), seconds: Number(time), busy: 0, next: order.from };
}

function luaText(text: string): string {
  return `[==[${text}]==]`;
}

function isInstalled(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
