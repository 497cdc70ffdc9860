import type { DamageStep } from '../core/damage-step.ts';
import type { CheckResult } from '../core/finding.ts';
import type { FindingKind } from './kinds.ts';

/** For checks of an author who needs no word of their own. */
export const ownCheckKinds = {
  'wrong-result': 'An operation returned what it must not.',
  'failed-assertion': 'The body of a test threw: an assertion that does not hold, or an error.',
} as const;

/** The invariant holds. */
export function held(invariant: string): CheckResult {
  return { invariant, finding: undefined };
}

/**
 * The invariant does not hold.
 * @param message one sentence, with the actual ids
 * @param at the step at which it became true, or the steps that the damage rests on, each with its role and a clause; those
 * that are known. Default: it was noticed at the end of the run, and nobody knows where it broke
 */
export function violated(
  invariant: string,
  kind: FindingKind,
  message: string,
  at?: number | readonly DamageStep[],
): CheckResult {
  if (at === undefined || (typeof at === 'object' && at.length === 0))
    return { invariant, finding: { kind, message } };
  if (typeof at === 'number') return { invariant, finding: { kind, message, step: at } };
  return { invariant, finding: { kind, message, damage: at } };
}

/** How many ids a message names. */
const NAMED_MAX = 10;

/** `r1, r2`, or the first ten `and 90 more`. */
export function listed(ids: readonly (string | number)[]): string {
  const rest = ids.length - NAMED_MAX;
  return rest > 0 ? `${ids.slice(0, NAMED_MAX).join(', ')} and ${rest} more` : ids.join(', ');
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
