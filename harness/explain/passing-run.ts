import type { Exception } from '../schedule/exceptions.ts';
import type { TraceStep } from '../trace/step.ts';

/** An event that both runs have, at another place than the events around it. */
export interface MovedEvent {
  /** Its id. */
  readonly event: string;
  /** The step in the failing run. */
  readonly from: number;
  /** The step in the passing run. */
  readonly to: number;
}

/** The first watched value, or answer of an operation, that is another in the passing run. */
export interface ValueDifference {
  /** Name of the watched value, or the event that was answered. */
  readonly name: string;
  /** `watched`: of `sim.watch`. `answer`: what an operation answered. */
  readonly what: 'watched' | 'answer';
  /** Where inside of the watched value, outermost first; empty for the whole. */
  readonly path: readonly string[];
  /** The step of the failing run after which they differ; absent where it never gets there. */
  readonly failingStep?: number;
  /** The same of the passing run. */
  readonly passingStep?: number;
  /** The value in the failing run, shortened JSON; absent where there is none. */
  readonly failing?: string;
  /** The value in the passing run. */
  readonly passing?: string;
  /** In words: `here services/s2 is gone after step 8; there it never is`. */
  readonly sentence: string;
}

/** A run that passes, beside the failing one. */
export interface PassingRun {
  /** What differs in its schedule, one sentence. */
  readonly sentence: string;
  /** All of its exceptions. */
  readonly schedule: readonly Exception[];
  /** Its run, step by step. */
  readonly steps: readonly TraceStep[];
  /** The events that come at another place, those that moved farthest first; absent in reports of heddle 0.1.0. */
  readonly moved?: readonly MovedEvent[];
  /** The first value that is another there; absent where none is known. */
  readonly difference?: ValueDifference;
}

/** The nearest schedule that passes: the same without one exception. */
export interface PassingNeighbour extends PassingRun {
  /** The exception that it lacks. */
  readonly without: Exception;
}

/** The nearest run that passes where leaving out an exception does not help: the same with one event held. */
export interface PassingBeside extends PassingRun {
  /** The exception that it has and the failing run has not. */
  readonly adds: Exception;
}

/** Why there is no passing run that has one exception less. */
export interface WhyNoPassing {
  /**
   * `prompt`: the failure needs no exception. `otherwise`: without any one of them it fails in another way.
   * `still`: without any one of them it fails in this way too, or does in one case and in another way in others.
   */
  readonly reason: 'prompt' | 'otherwise' | 'still';
  /** In words, with numbers: `It needs no unusual timing: 657 of 1,000 runs fail so.` */
  readonly sentence: string;
  /** The other ways in which it then fails, `kind/invariant`; of these other findings tell. */
  readonly failsAs?: readonly string[];
}
