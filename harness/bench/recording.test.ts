import { expect, test } from 'vitest';
import { formatRecordings, measureRecordings } from './recording.ts';

test('what recording and reduction cost is told as multiples of runs that are not recorded', () => {
  const first = { name: 'first', plain: 10, off: 11, lean: 120, full: 350, all: 20, reduced: 500 };
  const text = formatRecordings([first, { ...first, name: 'second', lean: 140 }]);
  expect(text).toMatch(/^first +10\.0 +1\.10 +12\.00 +35\.00 +25\.00$/m);
  expect(text).toMatch(/^median +1\.10 +13\.00 +35\.00 +25\.00$/m);
});

test('runs of one case are measured plain, instrumented, and recorded', () => {
  const [cost, ...others] = measureRecordings('lost counter', { rounds: 1, runs: 3 });
  expect(others).toEqual([]);
  expect(cost?.name).toBe('lost counter update');
  expect(cost?.full).toBeGreaterThan(cost?.plain ?? Infinity);
  expect(cost?.reduced).toBeGreaterThan(cost?.all ?? Infinity);
});
