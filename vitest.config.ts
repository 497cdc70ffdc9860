import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run the sources: one copy of the engine, not the built one beside it.
  resolve: {
    alias: {
      'heddle/vitest': fileURLToPath(new URL('harness/vitest/index.ts', import.meta.url)),
      'heddle/node-test': fileURLToPath(new URL('harness/node-test/index.ts', import.meta.url)),
      'heddle/fast-check': fileURLToPath(new URL('harness/fast-check/index.ts', import.meta.url)),
      heddle: fileURLToPath(new URL('harness/index.ts', import.meta.url)),
    },
  },
  test: {
    include: [
      'harness/**/*.test.ts',
      'systems/**/*.test.ts',
      'scenarios/**/*.test.ts',
      'reports/**/*.test.ts',
      'docs/**/*.test.ts',
    ],
    // Only what hangs may reach these: a busy machine takes ten times as long for anything.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
