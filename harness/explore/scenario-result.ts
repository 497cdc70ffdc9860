import type { ExplorationFacts, InvariantResult, ReportedFinding, ScenarioResult } from '../result.ts';
import { statedExpectation } from '../expectation.ts';
import { invariantsOf, type Scenario } from '../scenario.ts';
import { isWholeAsExpected, type Verdict, wholeExpectation } from '../verdict.ts';

/** What was, or was not, explored. */
export interface Subject {
  readonly id: string;
  readonly scenario: Scenario;
  readonly variantId: string;
}

/** What is known of a subject. */
export interface Known extends Pick<
  ScenarioResult,
  'others' | 'races' | 'measures' | 'documented' | 'reason'
> {
  readonly verdict: Verdict;
  readonly invariants: readonly InvariantResult[];
  readonly exploration: ExplorationFacts;
  readonly findings: readonly ReportedFinding[];
  readonly durationMs: number;
}

/** What is reported of a (scenario, variant), explored or not. */
export function scenarioResult({ id, scenario, variantId }: Subject, known: Known): ScenarioResult {
  const {
    verdict,
    invariants,
    exploration,
    findings,
    others,
    races,
    measures,
    documented,
    reason,
    durationMs,
  } = known;
  const { schedules } = exploration;
  return {
    scenario: id,
    title: scenario.title,
    system: scenario.system.id,
    variant: variantId,
    expected: wholeExpectation(invariants),
    verdict,
    asExpected: isWholeAsExpected(verdict, invariants),
    invariants,
    exploration,
    findings,
    ...(others !== undefined && { others }),
    ...(races !== undefined && { races }),
    ...(measures !== undefined && { measures }),
    ...(documented !== undefined && { documented }),
    ...(reason !== undefined && { reason }),
    timing: {
      durationMs,
      schedulesPerSecond: durationMs > 0 ? Math.round((schedules / durationMs) * 1000) : 0,
    },
  };
}

/**
 * All invariants of a subject, with what is expected and claimed of each.
 * @param verdictOf what was found of one of them, and why where that needs a reason
 * @param undeclared others, of which runs spoke
 */
export function invariantResults(
  { scenario, variantId }: Subject,
  verdictOf: (id: string) => Pick<InvariantResult, 'verdict' | 'reason'>,
  undeclared: Iterable<string> = [],
): InvariantResult[] {
  return [...new Set([...invariantsOf(scenario), ...undeclared])].map((id) => ({
    id,
    ...statedExpectation(scenario, variantId, id),
    ...verdictOf(id),
  }));
}

/** The facts of an exploration that made no run. */
export const nothingExplored: ExplorationFacts = {
  schedules: 0,
  distinct: 0,
  distinctIsEstimate: false,
  failing: 0,
  workloads: 0,
  steps: 0,
  strategies: [],
  discovery: [],
  pairs: { bothOrders: 0, oneOrder: 0, missing: [] },
};

/** The result of a (scenario, variant) whose exploration failed as a whole, or never began. */
export function unexplored(
  subject: Subject,
  reason: string,
  verdict: 'error' | 'unknown' = 'error',
): ScenarioResult {
  return scenarioResult(subject, {
    verdict,
    invariants: invariantResults(subject, () => ({ verdict })),
    exploration: nothingExplored,
    findings: [],
    reason,
    durationMs: 0,
  });
}
