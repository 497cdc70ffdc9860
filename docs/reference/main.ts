import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { exportsOf } from './extract.ts';
import { referencePage } from './page.ts';
import { undocumented } from './undocumented.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  { name: 'heddle', entry: 'dist/harness/index.d.ts', file: 'docs/api/heddle.md' },
  { name: 'heddle/vitest', entry: 'dist/harness/vitest/index.d.ts', file: 'docs/api/heddle-vitest.md' },
];

// Writes the reference, or with `--check` compares it; fails where an export has no docstring.
const { check = false } = parseArgs({ options: { check: { type: 'boolean' } } }).values;
const wrong = pages.flatMap(({ name, entry, file }) => {
  const items = exportsOf(root, entry);
  const text = referencePage(name, items);
  const missing = undocumented(items).map((where) => `${where} has no docstring`);
  if (!check) writeFileSync(root + file, text);
  else if (!existsSync(root + file) || readFileSync(root + file, 'utf8') !== text)
    missing.push(`${file} is older than the code: run npm run api and commit it`);
  return missing;
});
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exitCode = 1;
}
