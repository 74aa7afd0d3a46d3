/** What `npm run test:faults` shows at length, in short. */
import { test, vi } from 'vitest';
import { emptyDatabase, emptyFolder } from '../databases.ts';
import { runThroughCrashes } from './crashes.ts';

// On a machine that has much else to do.
vi.setConfig({ testTimeout: 60_000 });

const size = { writes: 300, writers: 4, subscribers: 4, kills: 1, catchUp: 30_000 };

test('every acknowledged entry is heard once, in one order, through a crash of the only server', async () => {
  await runThroughCrashes(await emptyFolder(), { ...size, servers: 1 });
});

test('every acknowledged entry is heard once, in one order, through a crash of one of two servers', async () => {
  await runThroughCrashes(await emptyDatabase(), { ...size, servers: 2 });
});
