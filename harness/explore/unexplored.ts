import { invariantsOf, type Scenario } from '../scenario.ts';
import type { InvariantResult, ScenarioResult } from '../result.ts';

/** The result of a (scenario, variant) whose exploration failed as a whole. */
export function unexplored(id: string, scenario: Scenario, variant: string, reason: string): ScenarioResult {
  const expectations = scenario.expect?.[variant] ?? {};
  const claims = scenario.claims?.[variant] ?? {};
  const invariants = invariantsOf(scenario).map((invariant): InvariantResult => {
    const claimed = claims[invariant];
    return {
      id: invariant,
      expected: expectations[invariant] ?? 'holds',
      ...(claimed && { claimed }),
      verdict: 'error',
    };
  });
  return {
    scenario: id,
    title: scenario.title,
    system: scenario.system.id,
    variant,
    expected: invariants.some((invariant) => invariant.expected === 'violated') ? 'violated' : 'holds',
    verdict: 'error',
    asExpected: false,
    invariants,
    exploration: {
      schedules: 0,
      distinct: 0,
      distinctIsEstimate: false,
      failing: 0,
      workloads: 0,
      steps: 0,
      strategies: [],
      discovery: [],
      pairs: { bothOrders: 0, oneOrder: 0, missing: [] },
    },
    findings: [],
    reason,
    timing: { durationMs: 0, schedulesPerSecond: 0 },
  };
}
