#!/usr/bin/env -S node --max-semi-space-size=8
/**
 * Starts the `talks` command: in a checkout from its sources, and where the package is installed
 * from what was built of them, since Node strips no types under node_modules. To strip them takes
 * 20 MB and a third of a second: what it has compiled is kept, so that only the first run pays.
 * The small semi-space, in MB, keeps V8 from holding 100 MB of memory for young objects.
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
