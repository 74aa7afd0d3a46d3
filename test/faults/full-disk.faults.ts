/** A file system that is really full. */
import { test } from 'vitest';
import { runThroughFullDisk } from './full-disk.ts';
import { smallFileSystem, smallFiles } from './small-disk.ts';

test('a file system with no room is an error to who writes, and all goes on when there is room again', async () => {
  // Where this user may not mount one, a limit has to do.
  await runThroughFullDisk((await smallFileSystem()) ?? (await smallFiles()), 600);
});
