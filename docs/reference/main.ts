import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readEntryPoint } from './extract.ts';
import { referencePage } from './page.ts';
import { undocumented } from './undocumented.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  {
    name: 'heddle',
    entry: 'dist/harness/index.d.ts',
    file: 'docs/api/heddle.md',
    // What nobody needs to name: how `HeddleConfig` is computed, and what only heddle itself passes.
    unnamed: [
      'OptionTable',
      'CamelCase',
      'Written',
      'Connection',
      'Event',
      'Run',
      'RunSeed',
      'Transaction',
      'RowMap',
      'Deliver',
      'FailureFacts',
    ],
  },
  {
    name: 'heddle/vitest',
    entry: 'dist/harness/vitest/index.d.ts',
    file: 'docs/api/heddle-vitest.md',
    // Exports of heddle.
    unnamed: ['Scenario', 'ScenarioResult', 'Sim', 'FaultMenu', 'FailureFacts'],
  },
  {
    name: 'heddle/vitest-plugin',
    entry: 'dist/harness/vitest-plugin/index.d.ts',
    file: 'docs/api/heddle-vitest-plugin.md',
    unnamed: [],
  },
  {
    name: 'heddle/node-test',
    entry: 'dist/harness/node-test/index.d.ts',
    file: 'docs/api/heddle-node-test.md',
    // Exports of heddle.
    unnamed: ['ScenarioResult', 'Sim', 'FaultMenu', 'FailureFacts'],
  },
  {
    name: 'heddle/fast-check',
    entry: 'dist/harness/fast-check/index.d.ts',
    file: 'docs/api/heddle-fast-check.md',
    // Exports of heddle.
    unnamed: ['Sim'],
  },
  {
    name: 'heddle/servers',
    entry: 'dist/harness/servers/index.d.ts',
    file: 'docs/api/heddle-servers.md',
    unnamed: [],
  },
];

// Writes the reference, or with `--check` compares it; fails where an export has no docstring, and where a type that
// the exports speak of is none.
const { check = false } = parseArgs({ options: { check: { type: 'boolean' } } }).values;
const wrong = pages.flatMap(({ name, entry, file, unnamed }) => {
  const { exports, unexported } = readEntryPoint(root, entry);
  const text = referencePage(name, exports);
  const missing = [
    ...undocumented(exports).map((where) => `${where} has no docstring`),
    ...unexported
      .filter((type) => !unnamed.includes(type))
      .map((type) => `${name} speaks of the type ${type} and does not export it`),
  ];
  if (!check) writeFileSync(root + file, text);
  else if (!existsSync(root + file) || readFileSync(root + file, 'utf8') !== text)
    missing.push(`${file} is older than the code: run npm run api and commit it`);
  return missing;
});
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exitCode = 1;
}
