/** PostgreSQL that is really gone, and comes back. */
import { connect, createServer, type Socket } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { listenToPostgres } from '../../src/store/listen.ts';
import { until } from './deadline.ts';

import { runThroughLoss } from './lost-database.ts';
import { ownPostgres } from './own-postgres.ts';
import { startServers } from './server-process.ts';

test.each(['stop', 'kill'] as const)(
  'through a %s of PostgreSQL nothing is lost, and nobody is started again',
  async (how) => {
    const postgres = await ownPostgres();
    await runThroughLoss(
      await startServers(3, postgres),
      { name: `PostgreSQL, ${how}`, writes: 600, writers: 8, subscribers: 8 },
      { lose: postgres[how], restore: postgres.start },
    );
  },
);

test('a connection that dies without a word is found out, and what came meanwhile is asked for', async () => {
  const { hostname, port } = new URL(inject('postgresUrl'));
  let silent = false;
  const open = new Set<Socket>();
  const router = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from.on('error', () => {}).on('close', () => to.destroy()));
      // Those that were open when the silence began stay silent: the router has forgotten them.
      let forgotten = false;
      from.on('data', (bytes) => {
        forgotten ||= silent;
        if (!forgotten) to.write(bytes);
      });
    }
  });
  await new Promise<void>((resolve) => router.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    router.close();
  });
  const address = router.address();
  const url = new URL(`${inject('postgresUrl')}/postgres`);
  url.port = String(typeof address === 'object' && address ? address.port : 0);

  let rings = 0;
  const lost: string[] = [];
  const listening = listenToPostgres(
    url.href,
    () => {
      rings += 1;
    },
    ({ message }) => lost.push(message),
  );
  onTestFinished(listening.stop);
  await until('It listens', () => rings === 1, 10_000);
  silent = true;
  await until('The silence is noticed', () => lost.length > 0, 20_000);
  silent = false;
  await until('It listens again, and rings for what it may have missed', () => rings === 2, 20_000);
  expect(lost[0]).toBe('Query read timeout');
});
