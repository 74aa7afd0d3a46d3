/** What a full disk does to the embedded store. */
import { test } from 'vitest';
import { runThroughFullDisk } from './full-disk.ts';
import { smallFiles } from './small-disk.ts';

test('a disk with no room is an error to who writes, and all goes on when there is room again', async () => {
  await runThroughFullDisk(await smallFiles(), 240);
});
