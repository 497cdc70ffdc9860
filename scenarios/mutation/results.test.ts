import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readResult } from './results.ts';
import { digestOfCode, sourcesOf, subjects } from './subjects.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.each(subjects)('the mutants of $name', (subject) => {
  test('are those of the code as it is now', async () => {
    const files = readResult(subject.name)?.files ?? [];
    const judged = new Map(files.map(({ file, digest }) => [file, digest]));
    const old: string[] = [];
    for (const file of await sourcesOf(root, subject)) {
      const digest = await digestOfCode(readFileSync(path.join(root, file), 'utf8'));
      if (judged.get(file) !== digest) old.push(file);
    }
    expect(files, `nobody judged them: npm run mutants -- ${subject.name}`).not.toEqual([]);
    expect(old, `changed since its mutants were judged: npm run mutants -- ${subject.name}`).toEqual([]);
  });
});

test('comments and types do not make a result old', async () => {
  const digest = await digestOfCode('const a: number = 1;');
  expect(await digestOfCode('// one\nconst a =\n  1;')).toBe(digest);
  expect(await digestOfCode('const a = 2;')).not.toBe(digest);
});
