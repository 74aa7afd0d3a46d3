/** A PostgreSQL of a run's own, held to the core of the servers: what it does is part of an answer. */
import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, loadEmbeddedPostgres } from '../postgres.ts';
import { linkPostgresLibraries } from '../postgres-links.ts';
import { serverCore } from './load.ts';
import { canPin } from './processes.ts';

export interface Postgres {
  databaseUrl: string;
  /** Processes that work for whoever is connected now, the first of them the server itself. */
  pids(): Promise<number[]>;
  stop(): Promise<void>;
}

/** Starts it in a folder that its own user can pass through; nothing in its settings is tuned. */
export async function startPostgres(folder: string): Promise<Postgres> {
  await linkPostgresLibraries();
  await chmod(folder, 0o755);
  const data = join(folder, 'postgres');
  const log: string[] = [];
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause });
  }
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n').map(Number);
  if (pid === undefined) throw new Error('PostgreSQL does not tell its process.');
  // What it starts for each connection is held to the same core.
  if (canPin) execFileSync('taskset', ['-p', '-c', String(serverCore), String(pid)]);
  return {
    databaseUrl: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    pids: () => withChildren(pid),
    async stop() {
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function withChildren(parent: number): Promise<number[]> {
  const all = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    all.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  );
  return [
    parent,
    ...all.map(Number).filter((_, index) => {
      const stat = stats[index] ?? '';
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
    }),
  ];
}
