import { expect, it } from 'vitest';
import { bounded, boundedAgain, TimeUp } from './bounded.ts';

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

it('does again what was late because the machine was busy with something else, but not what never comes back', () => {
  let attempts = 0;
  const sleepAtFirst = (): number => {
    attempts += 1;
    if (attempts === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    return attempts;
  };
  expect(boundedAgain(100, sleepAtFirst)).toBe(2);
  expect(() =>
    boundedAgain(50, () => {
      for (;;);
    }),
  ).toThrow(TimeUp);
});
