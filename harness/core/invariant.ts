import { checkDeclaredInvariant } from './finding.ts';
import { misuse } from './misuse.ts';
import type { Run } from './run.ts';

/** An invariant of which the author speaks as the run goes on. */
export interface Invariant {
  /** Says that it was looked at, and holds as far as can be seen. */
  hold(): void;
  /** Says that it does not hold, at this very step. */
  fail(message: string): void;
}

/** @throws Error where the scenario does not declare it */
export function mustBeDeclared(run: Run, id: string): void {
  try {
    checkDeclaredInvariant(id, run.limits.invariants);
  } catch (error) {
    misuse(run, (error as Error).message);
  }
}

/** Whoever speaks of an invariant has checked it. */
export function invariantOf(run: Run, id: string): Invariant {
  const { checked, inapplicable } = run.limits;
  return {
    hold: () => void checked?.add(id),
    fail: (message) => {
      if (inapplicable?.has(id) === true) return;
      checked?.add(id);
      run.report('broken-invariant', id, message);
    },
  };
}
