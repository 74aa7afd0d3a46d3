/** Disks that are soon full, and from which something can be taken away. */
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { StoreLocation } from '../../src/store/open.ts';
import { emptyFolder } from '../databases.ts';
import { until } from './deadline.ts';

export interface SmallDisk {
  name: string;
  location: StoreLocation;
  /** Shell commands that a server must live under to feel it. */
  under: string;
  /** Makes room. */
  free: () => Promise<void>;
}

/**
 * A limit on the size of every file that the server writes, which needs no rights. Room is made by
 * taking what is in SQLite's log into the database, so that the log begins anew.
 */
export async function smallFiles(): Promise<SmallDisk> {
  const location = await emptyFolder();
  return {
    name: 'files of 3 MB at the most',
    location,
    // In blocks of 512 bytes: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ulimit.html
    under: 'ulimit -S -f 6144',
    async free() {
      const database = new DatabaseSync(join(location.dataDir, 'record.sqlite'), { timeout: 5000 });
      try {
        const emptied = () => database.prepare('pragma wal_checkpoint(truncate)').get()?.busy === 0;
        await until('The log of SQLite is emptied', emptied, 10_000);
      } finally {
        database.close();
      }
    },
  };
}

/** A file system in memory that is nearly full; null where this user may not mount one. */
export async function smallFileSystem(): Promise<SmallDisk | null> {
  const location = await emptyFolder();
  const run = promisify(execFile);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', location.dataDir]);
  } catch {
    return null;
  }
  onTestFinished(async () => {
    await run('umount', ['--lazy', location.dataDir]);
  });
  const ballast = join(location.dataDir, 'ballast');
  await writeFile(ballast, Buffer.alloc(8 * 1024 * 1024));
  return {
    name: 'a file system of 12 MB',
    location,
    under: 'true',
    free: () => rm(ballast, { force: true }),
  };
}
