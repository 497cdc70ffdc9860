import type { InvariantResult, ReductionFacts, ScenarioResult, Verdict } from '../../../harness/result.ts';
import { verdicts } from '../../../harness/verdict.ts';

/** What the page knows without opening a failure. Stands in it as JSON. */
export interface Summary {
  readonly version: string;
  readonly seed: number;
  /** Schedules asked for, for each scenario and variant. */
  readonly runs: number;
  readonly interrupted: boolean;
  /** Why less ran than was asked for. */
  readonly stopped?: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly scenarios: readonly { readonly id: string; readonly title: string }[];
  readonly invariants: readonly string[];
  /** Causes of failures, in clauses. */
  readonly causes: readonly string[];
  readonly results: readonly ResultSummary[];
  /** In the order in which they are shown: unexpected first. */
  readonly failures: readonly FailureSummary[];
  /** Failures beyond the most that are kept of one signature. */
  readonly leftOut: number;
  /** What each kind of finding that occurs means. */
  readonly kinds: Readonly<Record<string, string>>;
}

type Expectation = ScenarioResult['expected'];

/** One scenario against one variant. */
export interface ResultSummary {
  /** Index among the scenarios. */
  readonly scenario: number;
  readonly variant: string;
  readonly verdict: Verdict;
  readonly expected: Expectation;
  /** Present where the verdict differs from what was expected: rarely, so that the file stays small. */
  readonly unexpected?: true;
  /** What was expected and what was found instead, a sentence each; of what no failure shows. */
  readonly differences?: readonly string[];
  readonly reason?: string;
  readonly schedules: number;
  readonly distinct: number;
  readonly distinctIsEstimate?: true;
  /** Present where it is exhausted for some of the possible workloads only: `12/40`. */
  readonly workloadShare?: string;
  /** Present where runs stand for others. */
  readonly reduced?: Pick<ReductionFacts, 'runs' | 'standsFor'>;
  /** Upper end of the 95 % interval of the failure rate, the lowest of its strategies. */
  readonly bound?: number;
  readonly invariants: readonly PackedInvariant[];
}

/** Index of the invariant, index of the verdict, whether it was expected to be violated, what its source claims, why. */
export type PackedInvariant = readonly [
  invariant: number,
  verdict: number,
  expectViolated: 0 | 1,
  claimed?: Expectation | 0,
  reason?: string,
];

export interface FailureSummary {
  /** From 1, in the order of the report: `replay report.json#number`. */
  readonly number: number;
  readonly result: number;
  readonly invariant: number;
  readonly kind: string;
  /** Index among the causes. */
  readonly cause: number;
  readonly message: string;
  /** Present where its invariant was expected to hold. */
  readonly unexpected?: true;
  /** Present where it does not show where no other run was made before it. */
  readonly unconfirmed?: true;
  /** Schedules that failed so, and show this cause. */
  readonly count: number;
  /** All schedules that failed so; stands where there are others. */
  readonly failing?: number;
  readonly steps: number;
  /** Failures of its signature that are not kept; stands at the last one kept. */
  readonly more?: number;
}

export function unpackInvariant(
  summary: Pick<Summary, 'invariants'>,
  [id, verdict, expectViolated, claimed, reason]: PackedInvariant,
): InvariantResult {
  return {
    id: summary.invariants[id] ?? '',
    verdict: verdicts[verdict] ?? 'unknown',
    expected: expectViolated === 1 ? 'violated' : 'holds',
    ...(claimed && { claimed }),
    ...(reason !== undefined && { reason }),
  };
}
