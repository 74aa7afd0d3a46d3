/** Node's options for a server, as `npm start` has them. */
import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export const startOptions: readonly string[] = String(scripts.start)
  .split(' ')
  .filter((word) => word.startsWith('--'));
