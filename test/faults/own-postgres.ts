/** A PostgreSQL of a test's own, to be stopped, killed and started again. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadEmbeddedPostgres } from '../postgres.ts';
import { until } from './deadline.ts';
import { freePort } from './server-process.ts';

export interface OwnPostgres {
  databaseUrl: string;
  start(): Promise<void>;
  /** Ends it in good order: whoever is connected is turned out. */
  stop(): Promise<void>;
  /** Ends it as a loss of power does. */
  kill(): Promise<void>;
}

/** How long the processes of a killed server may take to end, in milliseconds. */
const patience = 20_000;

export async function ownPostgres(): Promise<OwnPostgres> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'talks-record-postgres-'));
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  const log: string[] = [];
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const create = () =>
    new EmbeddedPostgres({
      databaseDir: data,
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
      onLog: (message) => log.push(message),
      onError: (message) => log.push(String(message)),
    });
  let server = create();
  await server.initialise();
  onTestFinished(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await server.start();
  return {
    databaseUrl: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    async start() {
      server = create();
      // Until what the server before it held is let go, it does not start.
      await until(
        'PostgreSQL starts',
        () =>
          server.start().then(
            () => true,
            () => false,
          ),
        patience,
        () => log.slice(-10).join(''),
      );
    },
    async kill() {
      const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await until('PostgreSQL is gone', () => isGone(Number(pid)), patience);
    },
  };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
