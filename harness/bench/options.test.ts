import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('--quick is less of everything', () => {
  const full = parseOptions([]);
  const quick = parseOptions(['--quick', '--json']);
  expect(quick.json).toBe(true);
  expect(quick.speed.rounds * quick.speed.turnMs).toBeLessThan(full.speed.rounds * full.speed.turnMs);
  expect(full.memorySchedules).toBe(1_000_000);
});

test('an unknown option is wrong use, and the message says what there is', () => {
  expect(() => parseOptions(['--fast'])).toThrow(/--fast[^]*--quick/);
});
