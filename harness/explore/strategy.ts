import type { Picker } from '../core/picker.ts';
import type { Random } from '../core/random.ts';
import type { Fault } from '../core/event.ts';

/** What distinguishes one run of a strategy from another; part of the run's seed. */
export type Parameters = readonly number[];

/** A fault that can befall an event of the prompt run. */
export interface FaultSite {
  readonly sequence: number;
  readonly fault: Fault;
}

/** A moment of the prompt run at which a task could be cancelled: after that many deliveries. */
export interface CancelSite {
  readonly step: number;
  readonly task: string;
}

/** What the prompt run of a workload showed: the fixed prologue that other strategies learn from. */
export interface Profile {
  readonly steps: number;
  /** Creation numbers of the delivered events, in order of delivery. */
  readonly delivered: readonly number[];
  readonly faultSites: readonly FaultSite[];
  readonly cancelSites: readonly CancelSite[];
}

/** A scenario's fault menu, ready for use. */
export interface Faults {
  readonly budget: number;
  readonly mayCancel: (task: string) => boolean;
  readonly crash: boolean;
}

/** All that a picker may know beside its choice points. */
export interface Setting {
  readonly profile: Profile;
  readonly faults: Faults;
  /** Seeded by the run's seed. */
  readonly random: Random;
}

/**
 * A way of choosing schedules. It names its runs by parameters, one after the other, and makes the picker for each;
 * equal parameters in an equal setting make an equal run, on any machine.
 */
export interface Strategy<P extends Picker = Picker> {
  readonly name: string;
  /** Whether its runs are independent samples, for which statistics may speak. */
  readonly samples: boolean;
  /** The runs worth making for one workload; receives each picker back once its run is over. May never end. */
  plan(setting: Omit<Setting, 'random'>): Generator<Parameters, void, P>;
  picker(parameters: Parameters, setting: Setting): P;
}
