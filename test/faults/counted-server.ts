/** A server in a process of its own that tells what it holds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** What keeps the process busy; quick to tell. */
export interface Activity {
  connections: number;
  timers: number;
}

/** What is left when the garbage is collected. */
export interface Memory {
  heapMegabytes: number;
  residentMegabytes: number;
}

/** How many there are of each, once the garbage is collected; takes a second or two. */
export interface Holdings {
  followers: number;
  contexts: number;
  responses: number;
  webSockets: number;
}

export interface CountedServer {
  origin: string;
  activity(): Promise<Activity>;
  memory(): Promise<Memory>;
  holdings(): Promise<Holdings>;
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
  const ask = async (what: string) => {
    const told = line();
    child.stdin.write(`${what}\n`);
    return JSON.parse(await told);
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    activity: () => ask('activity'),
    memory: () => ask('memory'),
    holdings: () => ask('holdings'),
  };
}
