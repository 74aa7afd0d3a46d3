/** The reading work of a run, on a record of its own. */
import { join } from 'node:path';
import { layoutOf } from './layout.ts';
import { startLoad } from './load.ts';
import type { OperationName } from './operations.ts';
import type { Options, WorkName } from './options.ts';
import { installPeers } from './peers.ts';
import { Reads, type ReadWork } from './reads.ts';
import { benchSet, fillStore } from './record.ts';
import { type PeerKey, type Server, startOurs, startPeer } from './servers.ts';
import { tableOf } from './table.ts';

const talks = 1_000;

const works: readonly (ReadWork & { name: WorkName })[] = [
  { name: 'nested-hot', operation: 'nested', isCold: false },
  { name: 'by-id-hot', operation: 'byId', isCold: false },
  { name: 'list-hot', operation: 'list', isCold: false },
  { name: 'nested-cold', operation: 'nested', isCold: true },
  { name: 'by-id-cold', operation: 'byId', isCold: true },
  { name: 'list-cold', operation: 'list', isCold: true },
];

/** Each peer at its best: with its cache where the answer is the same again, without where it never is. */
const hotPeers: readonly PeerKey[] = ['mercurius-cache', 'apollo-cache', 'yoga-cache'];
const coldPeers: readonly PeerKey[] = ['mercurius', 'apollo', 'yoga'];

export async function runReads(options: Options, folder: string): Promise<void> {
  const wanted = works.filter(({ name }) => options.works.includes(name));
  if (wanted.length === 0) return;
  await installPeers();
  const location = { dataDir: join(folder, 'store') };
  await fillStore(location, benchSet(talks));
  const load = startLoad(folder);
  const servers: Server[] = [];
  try {
    const ours = await startOurs(location);
    servers.push(ours);
    const peers = [
      ...(wanted.some(({ isCold }) => !isCold) ? hotPeers : []),
      ...(wanted.some(({ isCold }) => isCold) ? coldPeers : []),
    ].filter((key) => options.servers.has(key));
    for (const key of peers) servers.push(await startPeer(key, location));
    const reads = new Reads(load, await layoutOf(ours.origin, talks), folder, {
      rounds: options.rounds,
      seconds: options.seconds,
      warmSeconds: options.isQuick ? 1 : 3,
    });
    for (const operation of new Set(wanted.map((work): OperationName => work.operation)))
      await reads.compare(servers, operation);
    for (const work of wanted) {
      const keys: readonly string[] = work.isCold ? coldPeers : hotPeers;
      const taking = servers.filter(({ key }) => key === 'ours' || keys.includes(key));
      const result = await reads.measure(work, taking, options.servers.has('limit'));
      console.log(tableOf(work.name, result));
    }
  } finally {
    await Promise.all([load, ...servers].map((each) => each.stop()));
  }
}
