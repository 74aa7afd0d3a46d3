/** What takes processes of its own, or seconds of waiting: `npm run test:commands`. */
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [
      'test/cli/**/*.test.ts',
      'test/package/**/*.test.ts',
      'test/client/lost-*.test.ts',
      'test/faults/short.test.ts',
      'test/server/slow.test.ts',
      'test/instruments/metrics.test.ts',
      'test/packaging/**/*.test.ts',
      'test/server/readiness.test.ts',
      'test/store/{examine,migrate,sqlite}.test.ts',
    ],
    exclude: [],
    testTimeout: 60_000,
  },
});
