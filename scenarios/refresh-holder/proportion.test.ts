import { expect, test } from 'vitest';
import { dispersion, wilson } from './proportion.ts';

test('intervals are the published ones', () => {
  // [newcombe], table I, method 3
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [successes, trials, low, high] of published) {
    expect(wilson(successes, trials).map((bound) => Number(bound.toFixed(4)))).toEqual([low, high]);
  }
});

test('dispersion tells bunching from chance from even spreading', () => {
  expect(dispersion([5, 0, 5, 0], 5)).toBe(5);
  expect(dispersion([0, 1, 1, 2], 2)).toBe(1);
  expect(dispersion([1, 1, 1, 1], 5)).toBe(0);
  expect(dispersion([0, 0], 5)).toBe(1);
});
