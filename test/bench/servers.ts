/** The servers that are measured: ours, its peers, and the limit. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '../../src/store/open.ts';
import { startOptions } from '../start-options.ts';
import type { PreparedAnswer } from './answers.ts';
import { serverCore } from './load.ts';
import { originOf, type Program, type ProgramParts, startProgram } from './processes.ts';

export interface Server extends Program {
  /** A word for tables and files. */
  key: ServerKey;
  origin: string;
}

/** Each with what it is called in print; `limit` is no server of GraphQL. */
export const serverNames = {
  ours: 'Talks Record',
  'ours-large': 'Talks Record, large store',
  'ours-no-rows': 'Talks Record, caches off',
  mercurius: 'Mercurius (JIT)',
  'mercurius-cache': 'Mercurius (JIT, cache)',
  apollo: 'Apollo Server',
  'apollo-cache': 'Apollo Server (response cache)',
  yoga: 'Yoga',
  'yoga-cache': 'Yoga (response cache)',
  postgraphile: 'PostGraphile',
  limit: 'node:http, prepared bytes',
} as const;

export type ServerKey = keyof typeof serverNames;
export type PeerKey = Exclude<ServerKey, 'limit' | `ours${string}`>;

/** What tokens for our server are signed with, in a run. */
export const tokenSecret = 'what signs the tokens of a run, and of nothing else';

/** As `npm start` runs it, but for the limit of requests, and for a line in the log for each: no peer writes one. */
export async function startOurs(
  location: StoreLocation,
  nodeOptions: readonly string[] = [],
): Promise<Server> {
  return await startTalks('ours', location, {}, nodeOptions);
}

/** The same with its caches off: what it answers, it reads from the store. */
export async function startWithoutRows(location: StoreLocation): Promise<Server> {
  return await startTalks('ours-no-rows', location, { CACHE_MB: '0' });
}

export async function startPeer(key: PeerKey, location: StoreLocation): Promise<Server> {
  const [name = '', cache] = key.split('-');
  const hook = name === 'postgraphile' ? [] : ['--import', fileOf('peers/one-graphql.ts')];
  return await startServer(key, {
    args: [...hook, fileOf(`peers/${name}.ts`), ...(cache ? ['--cache'] : [])],
    env: settingsOf(location),
    ipc: true,
  });
}

/** Answers whatever is asked with these bytes. */
export async function startLimit(folder: string, answer: PreparedAnswer): Promise<Server> {
  const file = join(folder, 'answer.json');
  await writeFile(file, JSON.stringify(answer));
  return await startServer('limit', { args: [fileOf('programs/limit.ts'), file], ipc: true });
}

async function startTalks(
  key: ServerKey,
  location: StoreLocation,
  settings: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<Server> {
  return await startServer(key, {
    args: [...startOptions, ...nodeOptions, fileOf('../../bin/talks.js'), 'serve'],
    env: {
      ...settingsOf(location),
      PORT: '0',
      HOST: '127.0.0.1',
      RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
      JWT_SECRET: tokenSecret,
      ...settings,
    },
  });
}

async function startServer(
  key: ServerKey,
  parts: Pick<ProgramParts, 'args' | 'env' | 'ipc'>,
): Promise<Server> {
  const program = startProgram({ ...parts, name: serverNames[key], core: serverCore });
  return { ...program, key, origin: await originOf(program) };
}

function settingsOf(location: StoreLocation): Record<string, string> {
  return 'dataDir' in location
    ? { DATA_DIR: location.dataDir }
    : { DATABASE_URL: location.databaseUrl };
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Stops them all, also where one of them fails to. */
export async function stopAll(running: readonly { stop(): Promise<void> }[]): Promise<void> {
  await Promise.allSettled(running.map((each) => each.stop()));
}
