/** What the programs have in common: where the store is, and when to begin. */
import { once } from 'node:events';
import type { StoreLocation } from '../../../src/store/open.ts';

export function givenLocation(): StoreLocation {
  return JSON.parse(process.argv[2] ?? '');
}

/** Says that everything is loaded, and waits until it is told to go on. */
export async function awaitStart(): Promise<void> {
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  process.stdin.destroy();
}
