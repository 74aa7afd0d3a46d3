/** Servers that are killed while the log is written and heard. */
import { expect } from 'vitest';
import type { StoreLocation } from '../../src/store/open.ts';
import { randomly } from '../random.ts';
import { faultsSeed, type LogRunParts, runLog } from './log-run.ts';
import { type ServerProcess, startServers } from './server-process.ts';

type CrashSize = Pick<LogRunParts, 'writes' | 'writers' | 'subscribers' | 'catchUp'> & {
  servers: number;
  kills: number;
};

/** So many times, somewhere in each share of the run, one of the servers is killed and started again. */
export async function runThroughCrashes(location: StoreLocation, size: CrashSize): Promise<void> {
  const seed = faultsSeed();
  const pick = randomly(seed);
  const servers = await startServers(size.servers, location);
  const share = size.writes / (size.kills + 1);
  const kill = async () => {
    const server = servers[pick(servers.length)];
    await server?.kill();
    await server?.start();
  };
  const name = `${'dataDir' in location ? 'SQLite' : 'PostgreSQL'}, ${servers.length} server(s)`;
  const { reports } = await runLog({
    ...size,
    name,
    servers,
    seed,
    incidents: Array.from({ length: size.kills }, (_, index) => ({
      after: Math.floor(share * (index + 0.5)) + pick(Math.ceil(share)),
      happen: kill,
    })),
  });
  console.info(`${name}: ready after a SIGKILL within ${restarts(servers).join(', ')} ms`);
  expect(restarts(servers)).toHaveLength(size.kills);
  // A server that lives does not fail, whatever becomes of the others.
  expect(reports.map(({ refused }) => refused)).toEqual(reports.map(() => 0));
  for (const server of servers) expect(server.errors).toBe('');
}

function restarts(servers: readonly ServerProcess[]): number[] {
  return servers.flatMap(({ starts }) => starts.slice(1)).map(Math.round);
}
