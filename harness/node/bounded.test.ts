import { expect, it } from 'vitest';
import { bounded, TimeUp } from './bounded.ts';

it('gives what comes back in time, and throws what it throws', () => {
  const mine = new RangeError('mine');
  expect(bounded(1_000, () => 42)).toBe(42);
  expect(() =>
    bounded(1_000, () => {
      throw mine;
    }),
  ).toThrow(mine);
});

it('ends what does not come back, whatever that catches', () => {
  const endless = (): void => {
    for (;;) {
      try {
        for (;;);
      } catch {
        // Goes on all the same.
      }
    }
  };
  expect(() => bounded(50, endless)).toThrow(TimeUp);
});
