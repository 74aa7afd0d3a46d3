/** The command as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { StoreLocation } from '../../src/store/open.ts';

export type Settings = { readonly [name: string]: string };

export interface Ended {
  status: number | null;
  out: string;
  error: string;
}

export interface Running {
  /** The address that it printed, without a path. */
  origin: string;
  process: ChildProcess;
  /** What came of it once it has ended. */
  ended: Promise<Ended>;
}

const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));

/** What tells a command which database to use. */
export function settingsFor(location: StoreLocation): Settings {
  return 'dataDir' in location
    ? { DATA_DIR: location.dataDir }
    : { DATABASE_URL: location.databaseUrl };
}

/** Runs `talks` to its end, with no settings but these. */
export async function runTalks(args: readonly string[], settings: Settings = {}): Promise<Ended> {
  return await endOf(start(args, settings));
}

/**
 * Starts `talks serve` on a free port, until it is ready; it is killed when the test ends. Its log
 * tells of what should not be, and no more.
 */
export async function startServer(settings: Settings): Promise<Running> {
  const process = start(['serve'], { PORT: '0', LOG_LEVEL: 'warn', ...settings });
  const lines = createInterface({ input: process.stdout });
  const ended = endOf(process);
  const first = await Promise.race([once(lines, 'line'), ended]);
  if (!Array.isArray(first)) throw new Error(`talks serve ended: ${first.error}`);
  const [, origin] =
    /^The record is served at (http:\/\/127\.0\.0\.1:\d+)\/graphql$/.exec(first[0]) ?? [];
  if (origin === undefined)
    throw new Error(`talks serve: expected its address, but got ${first[0]}`);
  return { origin, process, ended };
}

export function start(args: readonly string[], settings: Settings) {
  const child = spawn(process.execPath, [command, ...args], {
    env: { NO_COLOR: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function endOf(child: ReturnType<typeof start>): Promise<Ended> {
  const [out, error] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status: child.exitCode, out, error };
}
