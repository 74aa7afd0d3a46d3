/** Servers that are killed while 16 editors write and 16 subscribers listen. */
import { test } from 'vitest';
import { emptyDatabase, emptyFolder } from '../databases.ts';
import { runThroughCrashes } from './crashes.ts';

const size = { writes: 3_000, writers: 16, subscribers: 16, kills: 5, catchUp: 30_000 };

test('every acknowledged entry is heard once, in one order, through five crashes of the only server', async () => {
  await runThroughCrashes(await emptyFolder(), { ...size, servers: 1 });
});

test('every acknowledged entry is heard once, in one order, through five crashes among three servers', async () => {
  await runThroughCrashes(await emptyDatabase(), { ...size, servers: 3 });
});
