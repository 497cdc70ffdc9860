import type { InvariantResult } from '../harness/result.ts';
import { contradictsClaim, isAsExpected, worstFirst } from '../harness/verdict.ts';

/** A verdict beside what was expected and claimed: what a cell of a matrix shows. */
export interface Judgement extends Pick<InvariantResult, 'verdict' | 'expected' | 'claimed' | 'reason'> {
  readonly asExpected: boolean;
  readonly contradictsClaim: boolean;
}

/** @param wholeReason why the whole is as it is, where the invariant has no reason of its own */
export function judge(invariant: Omit<InvariantResult, 'id'>, wholeReason: string | undefined): Judgement {
  const { verdict, expected, claimed, reason = wholeReason } = invariant;
  return {
    verdict,
    asExpected: isAsExpected(invariant),
    expected,
    contradictsClaim: contradictsClaim(claimed, verdict),
    ...(claimed !== undefined && { claimed }),
    ...(reason !== undefined && { reason }),
  };
}

/** Small numbers are worse; what was not expected is worse than all that was. */
export function badness({ asExpected, verdict }: Pick<Judgement, 'asExpected' | 'verdict'>): number {
  return (asExpected ? worstFirst.length : 0) + worstFirst.indexOf(verdict);
}
