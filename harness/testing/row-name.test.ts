import { expect, it } from 'vitest';
import { rowName } from './row-name.ts';

it.each([
  ['%s and %d', ['a', 2], 'a and 2'],
  ['row %# of %s', ['a', 'b'], 'row 4 of a'],
  ['row %$', [1], 'row 5'],
  ['all of it: %j', { a: 1 }, 'all of it: {"a":1}'],
  ['$name has $size.width', { name: 'box', size: { width: 3 } }, 'box has 3'],
  ['$none stays', { name: 'box' }, '$none stays'],
  ['no sign', ['a', 'b'], 'no sign'],
  ['100 %', [1], '100 %'],
])('%s', (name, row, expected) => {
  expect(rowName(name, row, 4)).toBe(expected);
});
