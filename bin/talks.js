#!/usr/bin/env -S node --expose-gc --max-semi-space-size=8
/**
 * Starts the `talks` command: in a checkout from its sources, and where the package is installed
 * from what was built of them, since Node strips no types under node_modules. To strip them takes
 * 20 MB and a third of a second: what it has compiled is kept, so that only the first run pays.
 * The small semi-space, in MB, keeps imports and exports from holding 200 MB for young objects;
 * `npm start` and the image give a server more of it, where answers under way then cost a fifth less.
 */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const sources = new URL('../src/cli/talks.ts', import.meta.url);
if (existsSync(sources)) {
  const cache = new URL('../node_modules/.cache/talks-record', import.meta.url);
  enableCompileCache(fileURLToPath(cache));
  await import(sources.href);
} else {
  await import('../dist/cli/talks.js');
}
