/** Where tests keep their databases. */
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';

/** What a run writes at most at one time is far less. In bytes. */
const enough = 4 * 2 ** 30;

/**
 * A folder in memory, where Linux has one with room: a third of the time of a run went into waiting
 * for the disk. What measures has the disk: `ON_DISK=1`.
 */
export const scratch = !process.env.ON_DISK && hasRoom(memory) ? memory : tmpdir();

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}
