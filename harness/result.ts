import type { FindingKind } from './core/finding.ts';
import type { TraceStep } from './trace/step.ts';
import type { Exception } from './schedule/exceptions.ts';
import type { Expectation } from './scenario.ts';

export type { LockNote, TraceOutcome, TraceStep } from './trace/step.ts';

/** What is known of an invariant, or of a whole (scenario, variant), after an exploration. */
export type Verdict =
  | 'violated'
  /** Not violated in the schedules that ran. */
  | 'not-found'
  /** Not violated in any schedule of the stated space. */
  | 'exhausted'
  /** Runs were cut off before they ended. */
  | 'unknown'
  /** Two executions of one schedule differed. */
  | 'nondeterministic'
  /** Runs waited for something real. */
  | 'escaped'
  /** The harness or the scenario failed. */
  | 'error'
  | 'n/a';

export const SCHEMA_VERSION = 1;

/** `report.json`. Equal for equal seeds, but for what stands under `timing`. */
export interface Report {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: 'heddle'; readonly version: string };
  readonly seed: number;
  /** Schedules asked for, for each scenario and variant. */
  readonly runs: number;
  /** Whether the exploration was interrupted before its end. */
  readonly interrupted: boolean;
  /** Why less ran than was asked for, though nobody interrupted it: one sentence. */
  readonly stopped?: string;
  /** Which part of the whole this is; absent where it is the whole. */
  readonly shard?: ShardFacts;
  readonly results: readonly ScenarioResult[];
  readonly timing: { readonly startedAt: string; readonly durationMs: number };
}

/** One of several reports that together are the whole. */
export interface ShardFacts {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** How many (scenario, variant) all of them have together. */
  readonly of: number;
  /** A fingerprint of the list of these. */
  readonly list: string;
}

export interface ScenarioResult {
  /** `<component>/<story>`. */
  readonly scenario: string;
  readonly title: string;
  readonly system: string;
  readonly variant: string;
  readonly expected: Expectation;
  readonly verdict: Verdict;
  readonly asExpected: boolean;
  readonly invariants: readonly InvariantResult[];
  readonly exploration: ExplorationFacts;
  readonly findings: readonly ReportedFinding[];
  /** Failures that are kept beside the scenario, and ran before the exploration; absent where there are none. */
  readonly corpus?: readonly CorpusFact[];
  /** Numbers that the scenario measured in its prompt run. */
  readonly measures?: Readonly<Record<string, number>>;
  /** The same as the source gives them. */
  readonly documented?: {
    readonly source: string;
    readonly columns: readonly string[];
    readonly figures: Readonly<Record<string, number | string>>;
  };
  /** One sentence: why the verdict is `n/a`, `error`, `nondeterministic`, `escaped` or `unknown`. */
  readonly reason?: string;
  readonly timing: { readonly durationMs: number; readonly schedulesPerSecond: number };
}

/** What became of a kept failure. */
export interface CorpusFact {
  /** Relative to the package, with slashes. */
  readonly file: string;
  /** `kind/invariant`. */
  readonly finding: string;
  /** `drifted`: its run is not the recorded one any more. */
  readonly status: 'fails' | 'passes' | 'drifted';
  /** Whether it fails in that way now, drifted or not. */
  readonly violates: boolean;
  /** Of a drifted one: the first difference, one sentence. */
  readonly difference?: string;
}

export interface InvariantResult {
  readonly id: string;
  readonly expected: Expectation;
  readonly claimed?: Expectation;
  readonly verdict: Verdict;
  readonly reason?: string;
}

export interface ExplorationFacts {
  readonly schedules: number;
  /** Distinct orderings of events; an estimate where `distinctIsEstimate`. */
  readonly distinct: number;
  readonly distinctIsEstimate: boolean;
  readonly failing: number;
  readonly workloads: number;
  /** Deliveries in all runs. */
  readonly steps: number;
  /** Where the verdict is `exhausted`: what that covers, one sentence. */
  readonly covers?: string;
  readonly strategies: readonly StrategyFacts[];
  /** How many distinct orderings had been seen after how many schedules, at growing distances. */
  readonly discovery: readonly (readonly [schedules: number, distinct: number])[];
  readonly pairs: PairFacts;
}

/** Pairs of operations of different tasks on one resource, and in which orders they took effect. */
export interface PairFacts {
  readonly bothOrders: number;
  readonly oneOrder: number;
  /** Of those seen in one order only, the first few: where to look next. */
  readonly missing: readonly OperationPair[];
}

/** `first` was always seen to take effect before `second`; each as `task: label`. */
export interface OperationPair {
  readonly resource: string;
  readonly first: string;
  readonly second: string;
}

export interface StrategyFacts {
  readonly name: string;
  readonly schedules: number;
  /** Orderings that no run before had shown. */
  readonly fresh: number;
  readonly failing: number;
  /** Number of the first failing run, from 1, within the strategy. */
  readonly firstFailure?: number;
  /** Upper end of the 95 % interval of the failure rate ([rule-of-three]); after random samples with no failure. */
  readonly failureRateBound?: number;
  /** [good-turing]: the chance that one more of its random samples shows an ordering that none of them has shown. */
  readonly newOrderingChance?: number;
  /** What its samples promise, one sentence with numbers. */
  readonly guarantee?: string;
}

/** A failure, shrunk, with all that is needed to show it and to run it again. */
export interface ReportedFinding {
  readonly kind: FindingKind;
  readonly invariant: string;
  /** The damage, one sentence. */
  readonly message: string;
  /** The cause, one sentence, from the schedule. */
  readonly cause: string;
  /** Its parts: one clause for each exception. */
  readonly clauses: readonly string[];
  /** The run that found it, before shrinking; the file, where the corpus alone shows it. */
  readonly seed: string;
  readonly workload: unknown;
  /** Replays it; absent where the workload is too large for a token. */
  readonly token?: string;
  readonly schedule: readonly Exception[];
  readonly holds: readonly { readonly event: string; readonly until: string }[];
  readonly faults: readonly Exception[];
  /** The step, from 1, at which the invariant broke. */
  readonly violatingStep: number;
  readonly steps: readonly TraceStep[];
  /** A fingerprint of the steps. */
  readonly digest: string;
  /** How many runs failed in this way. */
  readonly count: number;
  /** The nearest schedule that passes: the same without one exception. */
  readonly passing?: PassingNeighbour;
}

export interface PassingNeighbour {
  readonly without: Exception;
  readonly sentence: string;
  readonly schedule: readonly Exception[];
  readonly steps: readonly TraceStep[];
}
