/** Real processes of Node beside the one that tests. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { StoreLocation } from '../../src/store/open.ts';

/** Long enough, in milliseconds, for several processes to start on a machine that has other things to do. */
export const patience = 60_000;

/** A program that has loaded and waits. */
export interface Program {
  go(): void;
  /** Ends it at once, as a loss of power does. */
  kill(): void;
  /** What it wrote to standard error, and how it ended: 0 where all is well. */
  ended: Promise<{ code: number | null; errors: string }>;
}

/** Starts so many processes of one program of `programs/`; answers when each is ready to begin. */
export async function startPrograms(
  name: string,
  count: number,
  location: StoreLocation,
  ...rest: object[]
): Promise<Program[]> {
  const file = new URL(`./programs/${name}.ts`, import.meta.url).pathname;
  return await Promise.all(
    Array.from({ length: count }, () =>
      waiting(
        spawn(process.execPath, [file, ...[location, ...rest].map((one) => JSON.stringify(one))], {
          stdio: ['pipe', 'pipe', 'pipe'],
        }),
      ),
    ),
  );
}

/** Lets all begin at once, and waits for all to end. */
export function goTogether(programs: readonly Program[]) {
  for (const program of programs) program.go();
  return Promise.all(programs.map((program) => program.ended));
}

async function waiting(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<Program> {
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors = text(child.stderr);
  const ended = once(child, 'close').then(async ([code]) => ({ code, errors: await errors }));
  // One that fails before it is ready has no more to say on standard output.
  await Promise.race([once(child.stdout, 'data'), ended]);
  child.stdout.resume();
  return { go: () => child.stdin.end('go\n'), kill: () => child.kill('SIGKILL'), ended };
}
