/** A server in a process of its own that tells what it holds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** How many there are of each, once the garbage is collected. */
export interface Holdings {
  followers: number;
  tails: number;
  contexts: number;
  responses: number;
  webSockets: number;
  sockets: number;
  timers: number;
  connections: number;
  heapMegabytes: number;
  residentMegabytes: number;
}

export interface CountedServer {
  origin: string;
  count(): Promise<Holdings>;
}

export async function startCountedServer(dataDir: string): Promise<CountedServer> {
  const program = new URL('programs/counted-server.ts', import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--disable-warning=ExperimentalWarning', program, dataDir],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout);
  const line = async () => String((await once(lines, 'line'))[0]);
  const port = await line();
  return {
    origin: `http://127.0.0.1:${port}`,
    async count() {
      const told = line();
      child.stdin.write('count\n');
      return JSON.parse(await told) as Holdings;
    },
  };
}
