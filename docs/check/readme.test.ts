import { expect, test } from 'vitest';
import { pages, textOf } from './pages.ts';

test('the README has at most 200 lines', () => {
  expect(textOf('README.md').split('\n').length - 1).toBeLessThanOrEqual(200);
});

test('the README begins with the commands that a visitor types', () => {
  const [commands = ''] = textOf('README.md').split('\n## ');
  expect(commands).toContain('npm ci && npm run scenarios');
  expect(commands).toContain('npm ci && npm test');
});

test('no document cites what its reader does not have', () => {
  const cited = /\bseeds\/\d|\bSYSTEMS\b|\b[Tt]he (?:source )?document\b/;
  expect(
    pages.flatMap(({ file, text }) => (cited.test(text) ? [`${file}: ${cited.exec(text)?.[0]}`] : [])),
  ).toEqual([]);
});
