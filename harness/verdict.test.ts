import { describe, expect, it } from 'vitest';
import {
  contradictsClaim,
  describeDifference,
  isAsExpected,
  isViolationExpected,
  isWholeAsExpected,
  verdicts,
  worstFirst,
} from './verdict.ts';

describe('a verdict on an invariant', () => {
  it('meets "holds" where no run broke it, and "violated" where one did; what does not apply meets both', () => {
    const met = (expected: 'holds' | 'violated') =>
      verdicts.filter((verdict) => isAsExpected({ expected, verdict }));
    expect(met('holds')).toEqual(['not-found', 'exhausted', 'n/a']);
    expect(met('violated')).toEqual(['violated', 'n/a']);
  });

  it('contradicts a claim only where something was found out', () => {
    expect(verdicts.filter((verdict) => contradictsClaim('holds', verdict))).toEqual(['violated']);
    expect(verdicts.filter((verdict) => contradictsClaim('violated', verdict))).toEqual([
      'not-found',
      'exhausted',
    ]);
    expect(verdicts.some((verdict) => contradictsClaim(undefined, verdict))).toBe(false);
  });

  it('says how it differs, with the first line of the reason', () => {
    const reason = 'no run checked it\n    at …';
    expect(describeDifference({ expected: 'holds', verdict: 'unknown', reason }, 20)).toBe(
      'expected to hold, but unknown (no run checked it)',
    );
    expect(describeDifference({ expected: 'violated', verdict: 'not-found' }, 1_000)).toBe(
      'expected to be violated, but not found in 1,000 schedules',
    );
  });
});

describe('a verdict on a whole exploration', () => {
  const broken = { expected: 'violated', verdict: 'violated' } as const;
  const unchecked = { expected: 'holds', verdict: 'unknown' } as const;

  it('is as expected where each invariant is', () => {
    expect(isWholeAsExpected('violated', [broken])).toBe(true);
    expect(isWholeAsExpected('violated', [broken, unchecked])).toBe(false);
  });

  it('is never as expected where the exploration went wrong or learnt nothing, whatever its invariants', () => {
    const met = verdicts.filter((verdict) => isWholeAsExpected(verdict, [broken]));
    expect(met).toEqual(['violated', 'not-found', 'exhausted', 'n/a']);
  });
});

it('a violation of what nobody spoke of is not expected', () => {
  expect(isViolationExpected([{ id: 'a', expected: 'violated' }], 'a')).toBe(true);
  expect(isViolationExpected([{ id: 'a', expected: 'violated' }], 'b')).toBe(false);
});

it('both orders of the verdicts have each of them once', () => {
  expect([...worstFirst].toSorted()).toEqual([...verdicts].toSorted());
});
