import { expect, test } from 'vitest';
import { measureDepthBounds } from './depth-bound.ts';

test('PCTCP hits bugs of depth 1, 2 and 3 at least as often as it promises, with 99 % confidence', async () => {
  const measured = await measureDepthBounds(10_000);
  expect(measured.map(({ depth, trials, holds }) => [depth, trials, holds])).toEqual([
    [1, 10_000, true],
    [2, 10_000, true],
    [3, 10_000, true],
  ]);
});
