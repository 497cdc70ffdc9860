import { expect, test } from 'vitest';
import type { Schedule } from '../schedule/exceptions.ts';
import { compareSchedules, compareSizes, sizeOf } from './cost.ts';

test.each([
  [{}, 0, 0],
  [{ rows: 3, maxBatch: 2 }, 0, 5],
  [[1, 2, 3], 3, 6],
  [{ threads: [[1], [2, 3]] }, 5, 6],
  [{ status: 'down', healthy: true, deleted: false, at: null, change: -2 }, 0, 7],
])('the size of %j is %i elements and a sum of %i', (workload, items, sum) => {
  expect(sizeOf(workload)).toEqual({ items, sum });
});

test('fewer elements weigh more than smaller numbers', () => {
  expect(compareSizes(sizeOf([9]), sizeOf([1, 1]))).toBeLessThan(0);
  expect(compareSizes(sizeOf([1]), sizeOf([2]))).toBeLessThan(0);
  expect(compareSizes(sizeOf([2]), sizeOf({ other: [2] }))).toBe(0);
});

test('two holds are simpler than one fault', () => {
  const hold = (event: string): Schedule[number] => ({ type: 'hold', event, until: 'c: z#1' });
  const fault: Schedule[number] = { type: 'stall', event: 'a: x#1' };
  expect(compareSchedules([hold('a: x#1'), hold('b: y#1')], [fault])).toBeLessThan(0);
  expect(compareSchedules([fault], [fault, hold('b: y#1')])).toBeLessThan(0);
  expect(compareSchedules([], [hold('a: x#1')])).toBeLessThan(0);
});
