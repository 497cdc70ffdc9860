import { expect, test } from 'vitest';
import { lostCounterUpdate } from './cases/lost-counter-update.ts';
import { optimisticUpdate } from './cases/optimistic-update.ts';
import { bruteForceMinimum, isMinimal } from './minimum.ts';
import { measureShrinking } from './shrinking.ts';

test('the brute-force minimum is the smallest workload that fails, and the fewest holds on it', async () => {
  const { workload, schedule } = await bruteForceMinimum(optimisticUpdate);
  expect(workload).toEqual({ others: 2 });
  expect(schedule.map(({ type }) => type)).toEqual(['hold', 'hold']);
});

test('a larger workload, or more holds, is not minimal', async () => {
  const minimum = await bruteForceMinimum(lostCounterUpdate);
  const [hold] = minimum.schedule;
  if (hold === undefined) throw new Error('a lost update takes one hold');
  expect(isMinimal(minimum.workload, minimum.schedule, minimum)).toBe(true);
  expect(isMinimal({ callers: 3 }, minimum.schedule, minimum)).toBe(false);
  expect(isMinimal(minimum.workload, [hold, hold], minimum)).toBe(false);
});

test('ours is at the minimum and replays, in fast-check, too; that of fast-check mostly is not', async () => {
  const { heddle, fastCheck, imported } = await measureShrinking(lostCounterUpdate, {
    seeds: 12,
    fastCheckRunsMax: 200,
  });
  expect(heddle).toEqual({ found: 12, seeds: 12, minimal: 1, faithful: 1 });
  expect(imported).toEqual({ found: 12, seeds: 12, minimal: 1, faithful: 1 });
  expect(fastCheck.found).toBe(12);
  expect(fastCheck.minimal).toBeLessThan(0.7);
  expect(fastCheck.faithful).toBeLessThan(1);
});
