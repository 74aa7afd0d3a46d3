/** The long tests of what can go wrong while the log is written and heard: `npm run test:faults`. */
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/faults/**/*.{test,faults}.ts'],
    exclude: [],
    testTimeout: 240_000,
    // They measure, so one runs at a time.
    fileParallelism: false,
  },
});
