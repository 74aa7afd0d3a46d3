import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would load `graphql` twice, once as ESM and once as CommonJS, and its instanceof checks would fail.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    include: ['test/**/*.test.ts'],
    // What takes a browser, many processes or minutes has scripts of its own.
    exclude: [
      '**/node_modules/**',
      'test/browser/**',
      'test/cli/**',
      'test/package/**',
      'test/client/lost-*.test.ts',
      'test/server/slow.test.ts',
      'test/instruments/metrics.test.ts',
      'test/packaging/**',
      'test/server/readiness.test.ts',
      'test/store/{examine,migrate,sqlite}.test.ts',
      'test/faults/**',
    ],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // Nothing of ours keeps state in a module, so that files may share the modules they load.
    isolate: false,
  },
});
