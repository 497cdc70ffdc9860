import type { Scenario, StatedExpectation } from 'heddle';
import { statedExpectation } from '../harness/expectation.ts';
import { invariantsOf } from '../harness/scenario.ts';

/** What a scenario says of one invariant of one variant. */
export interface Stated extends StatedExpectation {
  readonly variant: string;
  readonly invariant: string;
}

/** All that a scenario expects and claims of what applies. */
export function statedBy(scenario: Scenario): Stated[] {
  return Object.keys(scenario.system.variants).flatMap((variant) => {
    const reasons = scenario.notApplicable?.[variant] ?? {};
    return invariantsOf(scenario)
      .filter((invariant) => reasons['*'] === undefined && reasons[invariant] === undefined)
      .map((invariant) => ({ variant, invariant, ...statedExpectation(scenario, variant, invariant) }));
  });
}
