/** Reading from the embedded store: ours beside its peers, all on one file. */

import { join } from 'node:path';
import { bytesOf, compareAnswers, hotAnswer } from './comparison.ts';
import { cursorsOf } from './layout.ts';
import { startLoad } from './load.ts';
import type { Options, WorkName } from './options.ts';
import { atLeast, type ReadFigures, readReport } from './read-report.ts';
import { Reads, type ReadWork } from './reads.ts';
import { benchSet, fillStore, pledgeSlugs } from './record.ts';
import type { Goal, WorkReport } from './report.ts';
import {
  type PeerKey,
  type Server,
  serverNames,
  startOurs,
  startPeer,
  stopAll,
} from './servers.ts';

const talks = 1_000;

interface NamedWork extends ReadWork {
  name: WorkName;
  title: string;
  peers: readonly PeerKey[];
  goals?: (found: ReadFigures) => Goal[];
}

/** Each peer at its best: with its cache where the answer is the same again, without where it never is. */
const hotPeers: readonly PeerKey[] = ['mercurius-cache', 'apollo-cache', 'yoga-cache'];
const coldPeers: readonly PeerKey[] = ['mercurius', 'apollo', 'yoga'];

const hot = { isCold: false, peers: hotPeers };
const cold = { isCold: true, peers: coldPeers };

const works: readonly NamedWork[] = [
  {
    name: 'nested-hot',
    title: 'Nested, hot',
    operation: 'nested',
    ...hot,
    goals: hotGoals('nested'),
  },
  { name: 'by-id-hot', title: 'By id, hot', operation: 'byId', ...hot, goals: hotGoals('by id') },
  { name: 'list-hot', title: 'List, hot', operation: 'list', ...hot },
  {
    name: 'gzip-hot',
    title: 'Nested, hot, compressed',
    operation: 'nested',
    isCold: false,
    peers: [],
    headers: { 'accept-encoding': 'gzip' },
  },
  {
    name: 'nested-cold',
    title: 'Nested, cold',
    operation: 'nested',
    ...cold,
    goals: ({ toPeers }) => atLeast('Nested, cold, to Mercurius', toPeers.mercurius, 1),
  },
  {
    name: 'by-id-cold',
    title: 'By id, cold',
    operation: 'byId',
    ...cold,
    goals: ({ toPeers }) => atLeast('By id, cold, to Apollo Server', toPeers.apollo, 1),
  },
  { name: 'list-cold', title: 'List, cold', operation: 'list', ...cold },
];

function hotGoals(what: string) {
  return ({ toLimit, toPeers }: ReadFigures): Goal[] => [
    ...atLeast(`Hot, ${what}, of the limit`, toLimit, 0.9),
    ...hotPeers.flatMap((key) =>
      atLeast(`Hot, ${what}, to ${serverNames[key]}`, toPeers[key], 1.5),
    ),
  ];
}

export async function* runReads(options: Options, folder: string): AsyncGenerator<WorkReport> {
  const wanted = works.filter(({ name }) => options.works.includes(name));
  if (wanted.length === 0) return;
  const location = { dataDir: join(folder, 'read-store') };
  const set = benchSet(talks);
  await fillStore(location, set);
  const load = startLoad(folder);
  const servers: Server[] = [];
  try {
    const ours = await startOurs(location);
    servers.push(ours);
    const peers = new Set(wanted.flatMap((work) => work.peers));
    for (const key of peers)
      if (options.servers.has(key)) servers.push(await startPeer(key, location));
    const cursors = { ours: await cursorsOf(ours.origin), postgraphile: [] };
    const layout = { slugs: pledgeSlugs(set, set.pledges.length), cursors };
    const reads = new Reads({ load, layoutOf: () => layout, folder, pace: options.pace });
    for (const operation of new Set(wanted.map((work) => work.operation)))
      await compareAnswers(servers, operation, layout);
    for (const { name, title, goals, ...work } of wanted) {
      const asked = servers.filter(({ key }) => [...work.peers, 'ours'].includes(key));
      const measured = options.servers.has('limit')
        ? await reads.measureToLimit(work, asked)
        : await reads.measure(work, asked);
      const answerBytes = bytesOf(await hotAnswer(ours, work, layout));
      const note = work.isCold ? coldNote : hotNote;
      yield readReport({ name, title, note, answerBytes, measured, ...(goals && { goals }) });
    }
  } finally {
    await stopAll([load, ...servers]);
  }
}

const hotNote = 'The same operation again; the peers with their caches on.';
const coldNote = 'Variables never seen before, so that no cache of answers helps; rows are warm.';
