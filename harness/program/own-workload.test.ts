import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnWorkload } from './own-workload.ts';

const rows = fc.record({ rows: fc.integer({ min: 1, max: 4 }), names: fc.array(fc.constantFrom('a', 'b')) });

test.each([
  [{ rows: 4, names: ['a'] }, true],
  [{ rows: 5, names: ['a'] }, false],
  [{ rows: 4, names: ['c'] }, false],
  [{ rows: 4 }, false],
  [{ rows: 4, names: [], more: 1 }, false],
  [null, false],
  [[[]], false],
])('an arbitrary knows what it could have drawn: %j is %s', (workload, own) => {
  expect(isOwnWorkload({ workload: rows }, Object.freeze(workload))).toBe(own);
});

test('an example is always its own', () => {
  expect(isOwnWorkload({ workload: rows, examples: [{ rows: 9, names: [] }] }, { rows: 9, names: [] })).toBe(
    true,
  );
});

test('a scenario without an arbitrary has the empty workload only', () => {
  expect(isOwnWorkload({}, {})).toBe(true);
  expect(isOwnWorkload({}, { rows: 1 })).toBe(false);
});

test.each([
  ['map', fc.nat(3).map((n) => ({ n }))],
  ['chain', fc.nat(3).chain((n) => fc.array(fc.nat(3), { minLength: n, maxLength: n }))],
  ['objects as constants', fc.constantFrom({ a: 1 }, { a: 2 })],
])('nothing is said of workloads that %s made', (_, workload) => {
  expect(isOwnWorkload({ workload }, { a: 3 })).toBeUndefined();
});

test('a filter that throws on another shape does not take it', () => {
  const long = rows.filter(({ names }) => names.length > 0);
  expect(isOwnWorkload({ workload: long }, { rows: 1 })).toBe(false);
  expect(isOwnWorkload({ workload: long }, { rows: 1, names: ['a'] })).toBe(true);
});
