#!/usr/bin/env -S node --max-semi-space-size=8
/**
 * Starts the `talks` command from its sources. Node strips their types as it loads them, which takes
 * 20 MB and a third of a second: what it has compiled is kept, so that only the first run pays.
 * The small semi-space, in MB, keeps V8 from holding 100 MB of memory for young objects.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/talks-record', import.meta.url)));
await import('../src/cli/talks.ts');
