/** Others are served while somebody asks for the most that is allowed, and memory does not grow with use. */
import { expect, test, vi } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import { openStore } from '../../src/store/open.ts';
import { emptyFolder } from '../databases.ts';
import { initSocket } from '../log/sockets.ts';
import { worst } from '../server/worst.ts';
import { syntheticSet } from '../synthetic.ts';
import { residentMegabytes } from './process-cost.ts';
import { type ServerProcess, startServer } from './server-process.ts';

vi.setConfig({ testTimeout: 600_000 });

/** A record of 1,000 talks with 60,000 pledges, as no party has so many in life. */
async function serve(): Promise<ServerProcess> {
  const location = await emptyFolder();
  const store = await openStore(location);
  await importSet(store, [syntheticSet({ talks: 1_000, delegations: 3, quotes: 20, pledges: 60 })]);
  await store.close();
  return startServer(location);
}

async function post({ origin }: ServerProcess, asked: object): Promise<number> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  await response.text();
  return response.status;
}

/** How long a small operation takes over a connection of its own, so many times, in milliseconds. */
async function delays(server: ServerProcess, busy: () => boolean): Promise<number[]> {
  const socket = await initSocket(`${server.origin}/graphql`);
  const found: number[] = [];
  while (busy()) {
    const began = performance.now();
    await socket.ask('{ __typename }');
    found.push(performance.now() - began);
  }
  socket.close();
  return found.sort((one, other) => one - other);
}

test('a small operation is answered soon while the worst that are allowed run in a loop', async () => {
  const server = await serve();
  const slowest: Record<string, number> = {};
  for (const [name, make] of Object.entries(worst)) {
    let running = true;
    const waiting = delays(server, () => running);
    const until = performance.now() + 5_000;
    for (let n = 0; performance.now() < until; n += 1)
      expect(await post(server, make(n)), name).toBeLessThan(500);
    running = false;
    const found = await waiting;
    slowest[name] = Math.round(found[Math.floor(found.length * 0.99)] ?? 0);
  }
  console.info('The 99th percentile of { __typename } beside each, in ms:', slowest);
  for (const [name, milliseconds] of Object.entries(slowest))
    expect(milliseconds, name).toBeLessThan(250);
});

test('memory is flat under mixed load', async () => {
  const server = await serve();
  const makers = Object.values(worst);
  const follow = 'subscription { pledgeUpdates { cursor } }';
  let asked = 0;
  const round = async (count: number) => {
    const end = asked + count;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while (asked < end) {
          asked += 1;
          const make = makers[asked % makers.length];
          if (asked % 10 === 0 && make) await post(server, make(asked));
          else
            await post(server, { query: `{ talks(slug: "talks-${asked}") { name } __typename }` });
          if (asked % 25 > 0) continue;
          const socket = await initSocket(`${server.origin}/graphql`);
          socket.send({ type: 'subscribe', id: '1', payload: { query: follow } });
          socket.close();
        }
      }),
    );
    return residentMegabytes(server.pid);
  };
  const sizes: number[] = [];
  // The caches are full, and the heap has found its size, after the first.
  for (let count = 0; count < 6; count += 1) sizes.push(Math.round(await round(3_000)));
  console.info('Resident after each 3,000 operations, in MB:', sizes);
  expect(Math.max(...sizes.slice(3))).toBeLessThan(Math.max(...sizes.slice(0, 3)) * 1.1);
});
