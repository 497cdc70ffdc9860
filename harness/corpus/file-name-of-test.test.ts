import { expect, it } from 'vitest';
import { fileNameOfTest } from './file-name-of-test.ts';

it('a plain name stays readable', () => {
  expect(fileNameOfTest('a/b.test.ts > two increments')).toBe('two-increments');
  expect(fileNameOfTest('a/b.test.ts > Counter > two increments')).toBe('Counter--two-increments');
});

it('names that would be written alike are told apart', () => {
  const names = ['a b', 'a-b', 'a  b', 'a/b', 'a\\b', 'a:b', 'a > b', 'a--b', 'ä b', '..', '../a b'];
  const files = names.map((name) => fileNameOfTest(`x.test.ts > ${name}`));
  expect(new Set(files).size).toBe(names.length);
  for (const file of files) expect(file).toMatch(/^[\w.-]+$/);
});

it('a long name is cut, and told apart from another that begins alike', () => {
  const [one, two] = ['1', '2'].map((end) => fileNameOfTest(`x.test.ts > ${'long '.repeat(40)}${end}`));
  expect(one?.length).toBeLessThan(100);
  expect(one).not.toBe(two);
});
