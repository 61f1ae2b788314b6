import { defineConfig } from 'vitest/config';

// `npm run histories`: the recorder works with the harness of test/workflows, so it is run as a test, but never by `npm test`.
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    include: ['test/histories/record.ts'],
    globalSetup: 'test/workflows/server.ts',
    testTimeout: 90_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
