import { firstTest } from './first-test.ts';
import type { PackageManager, Runner, Surroundings } from './surroundings.ts';

/** A file that `heddle init` writes. */
export interface InitialFile {
  /** Relative to the package, with slashes. */
  readonly file: string;
  readonly text: string;
  /** What it is for, a clause. */
  readonly purpose: string;
}

/** Where CI of the kind that most have looks for its jobs. */
const WORKFLOW = '.github/workflows/heddle.yml';

/** What is written for a package, and the command that runs its first test. */
export function initialFiles(
  around: Surroundings,
  runner: Runner,
): { readonly files: readonly InitialFile[]; readonly command: string } {
  const ending = endingOf(around);
  const test = `test/first-race.test.${ending}`;
  const command = testCommand(around, runner, test);
  return {
    command,
    files: [
      {
        file: test,
        text: firstTest(runner, around.hasTypeScript),
        purpose: 'a race in a small class',
      },
      { file: `heddle.config.${ending}`, text: config, purpose: 'what every "heddle run" goes by' },
      { file: WORKFLOW, text: workflow(around.packageManager, command), purpose: 'the same in CI' },
    ],
  };
}

/** An ES module, whatever the package is: so it needs no compiler, and a type checker sees one fast-check only. */
function endingOf({ isModule, hasTypeScript }: Surroundings): string {
  const kind = hasTypeScript ? 'ts' : 'js';
  return isModule ? kind : `m${kind}`;
}

function testCommand({ packageManager, hasTypeScript }: Surroundings, runner: Runner, test: string): string {
  const run = runner === 'vitest' ? 'vitest run' : `node ${hasTypeScript ? '--import tsx ' : ''}--test`;
  const start = packageManager === 'npm' ? 'npx' : packageManager === 'yarn' ? 'yarn' : 'pnpm exec';
  // What is no program of a package needs nobody who finds it; under Plug'n'Play, node does.
  const isFound = runner === 'node' && packageManager !== 'yarn';
  return `${isFound ? '' : `${start} `}${run} ${test}`;
}

const config = `import { defineConfig } from 'heddle';

/** What every \`heddle run\` goes by; the command line wins over it. */
export default defineConfig({
  runs: 1_000,
});
`;

const installing: Readonly<Record<PackageManager, string>> = {
  npm: 'npm ci',
  pnpm: 'pnpm install --frozen-lockfile',
  yarn: 'yarn install',
};

function workflow(manager: PackageManager, command: string): string {
  return `name: heddle
on: [push, pull_request]
jobs:
  heddle:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${manager === 'npm' ? '' : '      - run: corepack enable\n'}      - run: ${installing[manager]}
      - run: ${command}
      - if: failure()
        uses: actions/upload-artifact@v4
        with:
          name: heddle
          path: reports/out
`;
}
