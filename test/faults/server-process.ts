/** A real `talks serve` in a process of its own, to be killed and started again at the same address. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { signToken } from '../../src/server/tokens.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { startOptions } from '../start-options.ts';
import { until } from './deadline.ts';

/** What every server of a test signs tokens with. */
const secret = 'a secret that only this test knows of';

/** As `npm start` runs it. */
const program = new URL('../../bin/talks.js', import.meta.url).pathname;

/** A server has to be ready after so many milliseconds at the latest; a test says what is good. */
const startDeadline = 60_000;

export interface ServerOptions {
  /** Shell commands that the server is to live under, such as a limit. */
  under?: string;
  /** Options of Node. */
  node?: readonly string[];
}

export class ServerProcess {
  readonly port: number;
  /** How long each start took until the server was ready, in milliseconds. */
  readonly starts: number[] = [];
  /** What it has written to standard error, over all its lives. */
  errors = '';
  readonly #location: StoreLocation;
  readonly #options: ServerOptions;
  #child: ChildProcess | undefined;
  #over = false;

  constructor(location: StoreLocation, port: number, options: ServerOptions) {
    this.#location = location;
    this.port = port;
    this.#options = options;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#running().pid ?? 0;
  }

  /** Whether the process that was started last has ended, and how. */
  get ended(): string | null {
    const { exitCode, signalCode } = this.#child ?? { exitCode: null, signalCode: null };
    return signalCode ?? (exitCode === null ? null : `status ${exitCode}`);
  }

  /** Starts it, and answers when it is ready. */
  async start(): Promise<void> {
    if (this.#over) throw new Error('The test is over.');
    const began = performance.now();
    const { under = 'true', node = startOptions } = this.#options;
    const child = spawn(
      'sh',
      ['-c', `${under} && exec "$0" "$@"`, process.execPath, ...node, program, 'serve'],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...this.#settings() } },
    );
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    await until(
      'The server is ready',
      () => {
        if (this.#over) throw new Error('The test is over.');
        if (this.ended !== null)
          throw new Error(`The server ended with ${this.ended}: ${this.errors}`);
        return this.isReady();
      },
      startDeadline,
      () => this.errors,
    );
    this.starts.push(performance.now() - began);
  }

  async isReady(): Promise<boolean> {
    return (await statusOf(`${this.origin}/ready`)) === 200;
  }

  /** Ends it as a loss of power does, and answers when it is gone. */
  async kill(): Promise<void> {
    const child = this.#running();
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Asks it to stop, and answers how it ended and after how many milliseconds. */
  async stop(): Promise<{ code: number | null; milliseconds: number }> {
    const child = this.#running();
    const began = performance.now();
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = await gone;
    return { code, milliseconds: performance.now() - began };
  }

  /** Ends it for good, where it still runs. */
  end(): void {
    this.#over = true;
    if (this.ended === null) this.#child?.kill('SIGKILL');
  }

  #running(): ChildProcess {
    if (!this.#child || this.ended !== null) throw new Error('The server does not run.');
    return this.#child;
  }

  #settings(): NodeJS.ProcessEnv {
    const store =
      'dataDir' in this.#location
        ? { DATA_DIR: this.#location.dataDir, DATABASE_URL: '' }
        : { DATABASE_URL: this.#location.databaseUrl };
    return {
      ...store,
      PORT: String(this.port),
      HOST: '127.0.0.1',
      JWT_SECRET: secret,
      // All of them come from one address.
      RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
    };
  }
}

/** Starts a server on a store; it ends with the test. */
export async function startServer(
  location: StoreLocation,
  options: ServerOptions = {},
): Promise<ServerProcess> {
  const server = new ServerProcess(location, await freePort(), options);
  onTestFinished(() => server.end());
  await server.start();
  return server;
}

/** Starts so many on one store, which the first of them fills. */
export async function startServers(
  count: number,
  location: StoreLocation,
): Promise<ServerProcess[]> {
  const first = await startServer(location);
  const others = Array.from({ length: count - 1 }, () => startServer(location));
  return [first, ...(await Promise.all(others))];
}

/** A token that every server of a test takes. */
export function editorToken(name: string): Promise<string> {
  return signToken(secret, { name, role: 'editor', days: 1 });
}

async function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', () => resolve(0));
  });
}

/**
 * A port below those that the system gives to clients: one of these could be taken by a client
 * while the server is away, or a client that comes back could connect to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}
