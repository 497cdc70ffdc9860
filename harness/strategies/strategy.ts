import type { Faults } from '../core/faults.ts';
import type { Picker } from '../core/picker.ts';
import type { Random } from '../core/random.ts';

/** What distinguishes one run of a strategy from another; part of the run's seed. */
export type Parameters = readonly number[];

/** Where one exception more could be made to a run, in numbers that hold for all runs with its prefix. */
export interface Sites {
  /** Creation numbers of the events that could have been held, in the order in which they were delivered. */
  readonly holds: readonly number[];
  /** What else could have been done, as decisions of an `ExceptionPicker`, one after the other. */
  readonly strikes: readonly number[];
}

/** What the prompt run of a workload showed: the fixed prologue that other strategies learn from. */
export interface Profile {
  /** Deliveries. */
  readonly steps: number;
  /** Events that came into being. */
  readonly events: number;
  readonly sites: Sites;
  readonly shares: TaskShares;
}

/** How many deliveries each task had, by number; and the numbers, by name. */
export interface TaskCounts {
  readonly numbers: ReadonlyMap<string, number>;
  readonly counts: readonly number[];
  readonly total: number;
}

/** What each task had of all events, and of the operations on each resource that several use. */
export interface TaskShares {
  readonly all: TaskCounts;
  readonly byResource: readonly { readonly resource: string; readonly tasks: TaskCounts }[];
}

/** All that a picker may know beside its choice points. */
export interface Setting {
  readonly profile: Profile;
  readonly faults: Faults;
  /** Seeded by the run's seed. */
  readonly random: Random;
}

/** A picker may tell what it noticed. Read when its run is over, where its strategy says so. */
export interface StrategyPicker extends Picker {
  /** Chains of causally ordered events in the run, at most w (w + 1) / 2, where w is the width of the order. */
  readonly chains?: number;
  /** Whether background timers could have overtaken live events more often, and were not let. */
  readonly isBounded?: boolean;
}

/**
 * A way of choosing schedules. It names its runs by parameters, one after the other, and makes the picker for each;
 * equal parameters in an equal setting make an equal run, on any machine.
 */
export interface Strategy<P extends StrategyPicker = StrategyPicker> {
  readonly name: string;
  /** Whether its runs are independent samples, for which statistics may speak. */
  readonly samples: boolean;
  /** Whether its pickers tell what they noticed. Default false. */
  readonly tells?: boolean;
  /** Turns that it gets for one of others, before anything is known of what it yields. Default 1. */
  readonly weight?: number;
  /** Where its first runs find most: how many those are, and the weight that they get instead. */
  readonly early?: { readonly runs: number; readonly weight: number };
  /** The runs worth making for one workload; receives each picker back once its run is over. May never end. */
  plan(this: void, setting: Omit<Setting, 'random'>): Generator<Parameters, void, P>;
  picker(this: void, parameters: Parameters, setting: Setting): P;
  /** How soon a systematic strategy makes a run: lower levels of all workloads come before higher ones of any. Default 0. */
  level?(this: void, parameters: Parameters): number;
  /** What its samples promise, in one sentence with numbers. */
  guarantee?(observed: Observed): string;
}

const LEAST_LEVEL = (): number => 0;

/** What makes runs of a strategy, in one shape for all of them: V8 is slow where it meets ten shapes in turn. */
export function inOneShape({ name, samples, tells, plan, picker, level }: Strategy): Strategy {
  return { name, samples, tells: tells ?? false, plan, picker, level: level ?? LEAST_LEVEL };
}

/** What the samples of a strategy showed of the program. */
export interface Observed {
  readonly samples: number;
  /** Events of the longest prompt run. */
  readonly events: number;
  /** The greatest `chains` that a picker reported. */
  readonly chains: number;
}
