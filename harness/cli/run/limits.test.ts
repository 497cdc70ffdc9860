import { describe, expect, it } from 'vitest';
import { quiet, result } from '../../../reports/fixtures/report.ts';
import { TimeShare, upToFailure } from './limits.ts';

describe('a time limit', () => {
  it('is shared out evenly, and what one leaves over goes to the others', () => {
    let now = 0;
    const time = new TimeShare(1_000, 4, () => now);
    expect(time.next()).toBe(250);
    now = 100;
    expect(time.next()).toBe(300);
    now = 400;
    expect(time.next()).toBe(300);
  });

  it('leaves something for each, also when it is over', () => {
    let now = 0;
    const time = new TimeShare(10, 2, () => now);
    time.next();
    now = 50;
    expect(time.next()).toBe(1);
  });
});

describe('--bail', () => {
  const bad = (variant: string) => result({ variant, asExpected: false });
  const all = [quiet('a'), bad('b'), quiet('c'), bad('d'), quiet('e')];

  it('keeps what stands up to the last failure that is asked for, in the order of the list', () => {
    expect(upToFailure(all, 1)?.map(({ variant }) => variant)).toEqual(['a', 'b']);
    expect(upToFailure(all, 2)?.map(({ variant }) => variant)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('cuts nothing where there are fewer', () => {
    expect(upToFailure(all, 3)).toBeUndefined();
  });
});
