import type { Run } from '../core/run.ts';
import type { Picker } from '../core/picker.ts';
import type { Program, Recorded } from '../program/program.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { unfairSteps } from '../strategies/patience.ts';
import { Replayer, type ReplayLimits } from '../schedule/replayer.ts';
import type { KnownRuns } from './known-runs.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** A failing case: what runs, and the schedule as it was recorded. */
export interface Case extends Recorded {
  readonly workload: unknown;
}

export interface AttemptLimits {
  /** Replays that one shrinking may take. */
  readonly replaysMax: number;
  /** Deliveries in all of them together: long runs get fewer replays. */
  readonly stepsMax: number;
}

/** Background timers in a row that overtake what a proposal holds. */
const IDLE_MAX = 40;

/** A proposal that is not followed to where it would never end. */
export function limitsOf({ run }: Pick<Case, 'run'>): ReplayLimits {
  return { idleMax: IDLE_MAX, stepsMax: unfairSteps({ steps: run.step }) };
}

/** How often somebody who waits is told. */
const REPLAYS_PER_REPORT = 100;

/**
 * Replays of one program, counted, whether they are made or known; knows whether a run fails as the one that is being
 * shrunk.
 */
export class Attempts {
  readonly program: Program;
  readonly known: KnownRuns;
  readonly #signature: string;
  readonly #limits: AttemptLimits;
  readonly #onReplays: ((replays: number) => void) | undefined;
  /** By workload: schedules that are known to pass. */
  readonly #passing = new Map<unknown, Set<string>>();
  #replays = 0;
  #steps = 0;
  /** What a failing schedule must keep to; else it is as if it passed. */
  keeps: (schedule: Schedule) => boolean = () => true;
  /** What bounds the replay of a schedule that was proposed, and not recorded. */
  limits: ReplayLimits | undefined;

  constructor(
    program: Program,
    signature: string,
    limits: AttemptLimits,
    known: KnownRuns,
    onReplays?: (replays: number) => void,
  ) {
    this.program = program;
    this.#signature = signature;
    this.#limits = limits;
    this.known = known;
    this.#onReplays = onReplays;
  }

  get replays(): number {
    return this.#replays;
  }

  get exhausted(): boolean {
    return this.#replays >= this.#limits.replaysMax || this.#steps >= this.#limits.stepsMax;
  }

  /** The case as it was recorded, where it still fails in the same way; nothing where it passes or no replay is left. */
  try(workload: unknown, schedule: Schedule): Case | undefined {
    const passing = this.#passingOf(workload);
    const key = JSON.stringify(schedule);
    if (this.exhausted || passing.has(key)) return undefined;
    const outcome = this.known.replay(this.program, workload, schedule, this.limits);
    this.count(outcome);
    // Most pass: only what fails is recorded, which is twice the work.
    const failing = this.fails(outcome) ? this.#recorded(workload, this.#replayer(schedule)) : undefined;
    if (failing !== undefined && this.fails(outcomeOf(failing.run)) && this.keeps(failing.schedule))
      return failing;
    passing.add(key);
    return undefined;
  }

  /** Runs as `schedule` says as far as possible, whether that fails or not. */
  follow(workload: unknown, schedule: Schedule): Case {
    return this.record(workload, this.#replayer(schedule));
  }

  /** @param picker gives the same picker each time */
  record(workload: unknown, picker: () => Picker): Case {
    const recorded = this.#recorded(workload, picker);
    this.count(outcomeOf(recorded.run));
    return recorded;
  }

  fails({ signatures }: Outcome): boolean {
    return signatures.includes(this.#signature);
  }

  /** A run that was asked for, and is known now: it counts as one, so that what comes of a shrinking does not depend on others. */
  count({ steps }: Outcome): void {
    this.#replays += 1;
    this.#steps += steps;
    if (this.#replays % REPLAYS_PER_REPORT === 0) this.#onReplays?.(this.#replays);
  }

  #replayer(schedule: Schedule): () => Picker {
    return () => new Replayer(schedule, this.limits);
  }

  #recorded(workload: unknown, picker: () => Picker): Case {
    return { workload, ...this.program.record(workload, picker(), picker) };
  }

  #passingOf(workload: unknown): Set<string> {
    let passing = this.#passing.get(workload);
    if (passing === undefined) this.#passing.set(workload, (passing = new Set()));
    return passing;
  }
}

/** Ids of what was delivered, in order. */
export function orderOf(run: Run): string[] {
  return run.delivered.map((event) => run.idOf(event));
}
