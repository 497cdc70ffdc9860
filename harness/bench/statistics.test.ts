import { expect, test } from 'vitest';
import { median, quantile, wilsonInterval } from './statistics.ts';

test('a quantile lies between the two nearest values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(quantile([0, 10], 0.9)).toBe(9);
});

test('trials that never ended count as infinite', () => {
  expect(median([1, 2, Infinity])).toBe(2);
  expect(median([1, Infinity, Infinity])).toBe(Infinity);
});

test('the interval of a share is that of Wilson, and never leaves 0 to 1', () => {
  // 10 of 100, at 95 %.
  const { low, high } = wilsonInterval(10, 100, 1.96);
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0552', '0.1744']);
  expect(wilsonInterval(0, 10, 2.5758).low).toBeGreaterThanOrEqual(0);
  expect(wilsonInterval(10, 10, 2.5758).high).toBeLessThanOrEqual(1);
});
