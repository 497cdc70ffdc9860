import type { FindingKind } from './check/kinds.ts';
import type { DamageStep } from './core/damage-step.ts';
import type { Kinds } from './core/kinds.ts';
import type { PassingBeside, PassingNeighbour, WhyNoPassing } from './explain/passing-run.ts';
import type { SourceLines } from './explain/sources.ts';
import type { ScenarioStory } from './explain/story.ts';
import type { Tolerance } from './explain/tolerance.ts';
import type { VariantReplay } from './explain/variant-replay.ts';
import type { DataCause } from './footprint/data-cause.ts';
import type { ReportedRace } from './footprint/races/reported-race.ts';
import type { TraceStep } from './trace/step.ts';
import type { Exception } from './schedule/exceptions.ts';
import type { Expectation, StatedExpectation } from './expectation.ts';
import type { Verdict } from './verdict.ts';

export type { DamageRole, DamageStep } from './core/damage-step.ts';
export type {
  MovedEvent,
  PassingBeside,
  PassingNeighbour,
  PassingRun,
  ValueDifference,
  WhyNoPassing,
} from './explain/passing-run.ts';
export type { SourceLines } from './explain/sources.ts';
export type { InvariantClaim, ScenarioStory, VariantStory } from './explain/story.ts';
export type { Tolerance, ToleranceOutcome, TolerancePoint, ToleranceRange } from './explain/tolerance.ts';
export type { PathFork, VariantReplay } from './explain/variant-replay.ts';
export type { DataAccess, DataCause, DataPattern } from './footprint/data-cause.ts';
export type { RaceOutcome, ReportedRace } from './footprint/races/reported-race.ts';
export type { LockNote, TraceOutcome, TraceStep } from './trace/step.ts';
export type { Verdict } from './verdict.ts';

/** Of `report.json`: changes when a reader of the old form would misread the new one. */
export const SCHEMA_VERSION = 1;

/** `report.json`. Equal for equal seeds, but for what stands under `timing`. */
export interface Report {
  /** Version of this form. */
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** What wrote it. */
  readonly tool: { readonly name: 'heddle'; readonly version: string };
  /** Where all chance came from. */
  readonly seed: number;
  /** Schedules asked for, for each scenario and variant. */
  readonly runs: number;
  /** Whether the exploration was interrupted before its end. */
  readonly interrupted: boolean;
  /** Why less ran than was asked for, though nobody interrupted it: one sentence. */
  readonly stopped?: string;
  /** Which part of the whole this is; absent where it is the whole. */
  readonly shard?: ShardFacts;
  /** What chose a part of the scenarios and variants, as it was typed; absent where nothing did. */
  readonly filter?: string;
  /** One for each scenario and variant, in the order of the scenarios. */
  readonly results: readonly ScenarioResult[];
  /** What each kind of finding that occurs means; absent in reports of heddle 0.1.0. */
  readonly kinds?: Kinds;
  /** What is told of scenarios in words, by their ids; absent in reports of heddle 0.1.0. */
  readonly stories?: Readonly<Record<string, ScenarioStory>>;
  /** Lines of the code that steps name; absent where no file was to be read, and in reports of heddle 0.1.0. */
  readonly sources?: SourceLines;
  /** Start (ISO 8601) and real milliseconds. */
  readonly timing: { readonly startedAt: string; readonly durationMs: number };
}

/** One of several reports that together are the whole. */
export interface ShardFacts {
  /** From 1. */
  readonly index: number;
  /** How many parts there are. */
  readonly count: number;
  /** How many (scenario, variant) all of them have together. */
  readonly of: number;
  /** A fingerprint of the list of these. */
  readonly list: string;
}

/** What the exploration of one scenario with one variant yielded. */
export interface ScenarioResult {
  /** `<component>/<story>`. */
  readonly scenario: string;
  /** The story, in words. */
  readonly title: string;
  /** Id of what was tested. */
  readonly system: string;
  /** Id of the variant that was tested. */
  readonly variant: string;
  /** Whether any invariant was expected to be violated. */
  readonly expected: Expectation;
  /** `violated` where there are findings, else what is known of them all, or why nothing is. */
  readonly verdict: Verdict;
  /** Whether every invariant is as expected; `n/a` is. */
  readonly asExpected: boolean;
  /** One for each invariant of the scenario and of every run. */
  readonly invariants: readonly InvariantResult[];
  /** How much was looked at. */
  readonly exploration: ExplorationFacts;
  /** Its distinct failures, each shrunk: of each kind and invariant one for every cause, three at most. */
  readonly findings: readonly ReportedFinding[];
  /** Failing runs that show none of the causes told under `findings`; absent where there are none. */
  readonly others?: readonly OtherFailures[];
  /** Races for a reviewer to look at, those that break something first; absent where nobody asked for them. */
  readonly races?: readonly ReportedRace[];
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
  /** One sentence: why the verdict is `n/a`, `error`, `nondeterministic`, `leaks`, `escaped` or `unknown`. */
  readonly reason?: string;
  /** Real milliseconds, and schedules in a real second. */
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

/** What is known of one invariant after an exploration. */
export interface InvariantResult extends StatedExpectation {
  /** As the checks name it. */
  readonly id: string;
  /** What was found. */
  readonly verdict: Verdict;
  /** One sentence: why it does not apply, or is unknown. */
  readonly reason?: string;
}

/** How much an exploration looked at. */
export interface ExplorationFacts {
  /** Runs that were made. */
  readonly schedules: number;
  /** Distinct orderings of events; an estimate where `distinctIsEstimate`. */
  readonly distinct: number;
  /** Whether there were too many to count. */
  readonly distinctIsEstimate: boolean;
  /** Runs that showed a finding. */
  readonly failing: number;
  /** Workloads that were run; where runs stand for all schedules, those of which they do. */
  readonly workloads: number;
  /** Deliveries in all runs. */
  readonly steps: number;
  /** Where the verdict is `exhausted`: what that covers, one sentence. */
  readonly covers?: string;
  /** There, too: how many distinct workloads many draws give, those that were run among them; absent where that is not known. */
  readonly possibleWorkloads?: number;
  /**
   * What came of looking at all schedules up to equivalent orders; absent where nobody tried. Where the verdict is
   * `exhausted`: how few runs stand for all.
   */
  readonly reduced?: ReductionFacts;
  /** What each strategy did of it. */
  readonly strategies: readonly StrategyFacts[];
  /** How many distinct orderings had been seen after how many schedules, at growing distances. */
  readonly discovery: readonly (readonly [schedules: number, distinct: number])[];
  /** Which operations were seen in which order. */
  readonly pairs: PairFacts;
  /** What the fault menu names and no run had, each in words; absent where there is nothing like that, or not all workloads were run. */
  readonly unmetFaults?: readonly string[];
}

/** Runs that stand for all others: those differ from one of them in the order of steps only that do not touch each other. */
export interface ReductionFacts {
  /** Runs that were made to their end. */
  readonly runs: number;
  /** Runs that were left, as others stand for them. */
  readonly blocked: number;
  /** How many schedules the runs stand for; absent where nobody counted these. */
  readonly standsFor?: number;
  /** Workloads that were gone through to their end. */
  readonly workloads: number;
  /**
   * How time came in, of several workloads the weaker rule: as constraints between steps, or as the engine counts it, where
   * few orders are equivalent.
   */
  readonly time: 'constraints' | 'clock';
  /** Why time had to be as the engine counts it, one clause. */
  readonly whyClock?: string;
  /** Why the runs do not stand for all schedules, one clause; absent where they do. */
  readonly unfinished?: string;
  /** Workloads of which all schedules were run, too, and had no other outcome. */
  readonly audited: number;
  /** Pairs of neighbouring steps that were swapped, and made no difference. */
  readonly swapped: number;
}

/** Pairs of operations of different tasks on one resource, and in which orders they took effect. */
export interface PairFacts {
  /** Pairs that were seen in both orders. */
  readonly bothOrders: number;
  /** Pairs that were seen in one order only. */
  readonly oneOrder: number;
  /** Of those seen in one order only, the first few: where to look next. */
  readonly missing: readonly OperationPair[];
}

/** `first` was always seen to take effect before `second`; each as `task: label`. */
export interface OperationPair {
  /** What both operate on. */
  readonly resource: string;
  /** The one that always came first. */
  readonly first: string;
  /** The one that never did. */
  readonly second: string;
}

/** What one strategy did. */
export interface StrategyFacts {
  /** As `--strategy` names it. */
  readonly name: string;
  /** Runs that it made. */
  readonly schedules: number;
  /** Orderings that no run before had shown. */
  readonly fresh: number;
  /** Of these, runs that showed a finding. */
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

/** An event that the schedule kept back until another had happened. */
export interface ReportedHold {
  /** Id of the event that stayed in flight. */
  readonly event: string;
  /** Id of the event that had to be delivered first. */
  readonly until: string;
}

/** A failure, shrunk, with all that is needed to show it and to run it again. */
export interface ReportedFinding {
  /** What kind of damage it is. */
  readonly kind: FindingKind;
  /** The invariant that does not hold. */
  readonly invariant: string;
  /** The damage, one sentence. */
  readonly message: string;
  /** The cause, one sentence, from the schedule. */
  readonly cause: string;
  /** Its parts: one clause for each exception. */
  readonly clauses: readonly string[];
  /**
   * The same in data: accesses to one location that come in another order than in the nearest passing run; absent where
   * no such accesses are known, and in reports of heddle 0.1.0.
   */
  readonly data?: DataCause;
  /**
   * Set where nobody looked for its cause in data, nor for `tolerances`, `otherVariants` and `passingBeside`: it is
   * expected, and another like it stands for it.
   */
  readonly dataNotAsked?: true;
  /** The run that found it, before shrinking; the file, where the corpus alone shows it. */
  readonly seed: string;
  /** The number of that run in the whole exploration, from 1; absent where no search led to it. */
  readonly foundInRun?: number;
  /** What the run worked on: a JSON value. */
  readonly workload: unknown;
  /** Replays it; absent where the workload is too large for a token. */
  readonly token?: string;
  /** All exceptions of the run from the prompt one. */
  readonly schedule: readonly Exception[];
  /** Of these, the holds. */
  readonly holds: readonly ReportedHold[];
  /** Of these, faults, cancellations and crashes. */
  readonly faults: readonly Exception[];
  /**
   * The step, from 1, at which the invariant broke: of `damage`, that of no return, else where it was noticed; without
   * it, as the check says, or the last one.
   */
  readonly violatingStep: number;
  /**
   * The steps that the damage rests on, ascending; with one that was `noticed` alone, nobody knows where it broke.
   * Absent where the check names a step and not what it is, and in reports of heddle 0.1.0.
   */
  readonly damage?: readonly DamageStep[];
  /** The run, step by step. */
  readonly steps: readonly TraceStep[];
  /** What ended the run, as a clause: `the run ended: …`; absent in reports of heddle 0.1.0. */
  readonly ending?: string;
  /** A fingerprint of the steps. */
  readonly digest: string;
  /** How many runs failed in this way and show this cause; one that shows several counts for the first of them. */
  readonly count: number;
  /** Set where the failure was seen, and does not show where no other run was made before it. */
  readonly unconfirmed?: true;
  /** The nearest schedule that passes: the same without one exception. */
  readonly passing?: PassingNeighbour;
  /** Where that is absent: why; absent in reports of heddle 0.1.0. */
  readonly noPassing?: WhyNoPassing;
  /** Where that is absent: the nearest run that passes because of one hold more, where one was found. */
  readonly passingBeside?: PassingBeside;
  /** How far exceptional deliveries can move before the outcome is another, in the order of the schedule; absent where nobody tried. */
  readonly tolerances?: readonly Tolerance[];
  /** What the same schedule comes to on other variants of the scenario, eight at most, `hardened` first; absent where nobody tried. */
  readonly otherVariants?: readonly VariantReplay[];
}

/** Failing runs of one kind and invariant that were counted, and not looked into. */
export interface OtherFailures {
  /** What kind of damage it is. */
  readonly kind: FindingKind;
  /** The invariant that does not hold. */
  readonly invariant: string;
  /** How many runs. */
  readonly count: number;
}
