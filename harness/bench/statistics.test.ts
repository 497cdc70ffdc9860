import { expect, test } from 'vitest';
import { median, quantile } from './statistics.ts';

test('a quantile lies between the two nearest values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(quantile([0, 10], 0.9)).toBe(9);
});

test('trials that never ended count as infinite', () => {
  expect(median([1, 2, Infinity])).toBe(2);
  expect(median([1, Infinity, Infinity])).toBe(Infinity);
});
