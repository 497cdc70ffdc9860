import { expect, test } from 'vitest';
import { citedIds, comments, namedFiles } from './citations.ts';

test('comments are found, strings and addresses are none', () => {
  const source = "/** One. */\nconst a = 'http://x'; // Two.\n/*\n * Three.\n */\n";
  expect(comments(source)).toEqual(['/** One. */', '// Two.', '/*\n * Three.\n */']);
});

test('an id in brackets is a citation; an element, an interval, a link and code are none', () => {
  expect(citedIds('From [batch-writer-pr]: PCT [pct] over ([lowe]).')).toEqual([
    'batch-writer-pr',
    'pct',
    'lowe',
  ]);
  expect(citedIds('`a[index]`, `[least]`, runs[first], [a, b], [0, 1], [text](page)')).toEqual([]);
});

test('files are named with or without their folder', () => {
  expect(namedFiles('See docs/sources.md, load.ts and report.json, in *.ts.')).toEqual([
    'docs/sources.md',
    'load.ts',
  ]);
});
