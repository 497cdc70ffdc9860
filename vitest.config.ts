import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Tests of the simulated Node, in threads whose native bindings are stubs: those of the build, as `heddle run` has them. */
const SIMULATED = '**/*.simulated.test.ts';

export default defineConfig({
  // Tests run the sources: one copy of the engine, not the built one beside it.
  resolve: {
    alias: {
      'heddle/vitest': at('harness/vitest/index.ts'),
      'heddle/node-test': at('harness/node-test/index.ts'),
      'heddle/fast-check': at('harness/fast-check/index.ts'),
      'heddle/servers': at('harness/servers/index.ts'),
      heddle: at('harness/index.ts'),
    },
  },
  test: {
    // Only what hangs may reach these: a busy machine takes ten times as long for anything.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One less than there are cores is half of a machine that has two.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'real',
          include: [
            'harness/**/*.test.ts',
            'systems/**/*.test.ts',
            'scenarios/**/*.test.ts',
            'reports/**/*.test.ts',
            'docs/**/*.test.ts',
          ],
          exclude: ['node_modules', SIMULATED],
        },
      },
      {
        extends: true,
        test: {
          name: 'simulated',
          include: [`harness/${SIMULATED}`, `scenarios/${SIMULATED}`],
          execArgv: ['--expose-internals', '--import', at('dist/harness/node/bindings/preload.js')],
          // In a child process Node has loaded `net` before anything else can be: for the channel to its parent.
          pool: 'threads',
        },
      },
    ],
  },
});
