import { expect, test } from 'vitest';
import { formatReducedCounts, measureReducedCounts, type ReducedCount } from './reduced-counts.ts';

const counts = new Map(measureReducedCounts().map((count) => [count.name, count]));

/* Runs and blocked runs are what they are today, and no more than the prototype needed where it was measured. */
test.each([
  { name: 'batch lost', complete: 400, prototype: 50, runs: 46, blocked: 0 },
  { name: 'refresh by all callers', complete: 990, prototype: 63, runs: 63, blocked: 0 },
  { name: 'refresh cancelled', complete: 60, prototype: 17, runs: 17, blocked: 1 },
  { name: 'keys after unload', complete: 24, runs: 4, blocked: 0 },
  { name: 'keys after unload, re-read before the lock', complete: 61, prototype: 5, runs: 5, blocked: 0 },
  { name: 'stale overwrite', complete: 35, runs: 4, blocked: 0 },
  { name: 'lost counter update', complete: 1_680, prototype: 36, runs: 36, blocked: 3 },
  { name: 'optimistic update gives up', complete: 26, prototype: 8, runs: 8, blocked: 0 },
  { name: 'one reply outlives 12 steps', complete: 105, runs: 26, blocked: 0 },
  { name: '3 tasks of 5 events', complete: 756_756, prototype: 1, runs: 1, blocked: 0 },
])(
  '$name: $runs of $complete orders come to what all come to',
  ({ name, complete, prototype, runs, blocked }) => {
    const count = counts.get(name);
    expect(count).toMatchObject({ complete, standsFor: complete, runs, blocked, sameOutcomes: true });
    expect(count?.runs).toBeLessThanOrEqual(prototype ?? complete);
  },
);

test('what was lost is told where it stands', () => {
  const count: ReducedCount = {
    name: 'a case',
    complete: 1_680,
    runs: 36,
    blocked: 3,
    seconds: 0.071,
    sameOutcomes: false,
  };
  expect(formatReducedCounts([count])).toMatch(/^a case +1,680 +36 +3 +0\.07 {2}BROKEN$/m);
});
