import type { Picker } from '../core/picker.ts';
import type { Faults } from '../core/faults.ts';
import type { Parameters, Profile, Strategy, StrategyPicker } from '../strategies/strategy.ts';

/** Makes the runs that strategies plan. */
export interface RunMaker {
  readonly faults: Faults;
  /** Whether the prompt run of a workload has been made. */
  isProfiled(workload: number): boolean;
  /** Makes the prompt run of a workload, unless it has been made. */
  profile(workload: number): Profile;
  /** Makes the run of those parameters and returns its picker. */
  make(strategy: Strategy, workload: number, profile: Profile, parameters: Parameters): StrategyPicker;
}

/** One strategy on one workload, whose prompt run was made. */
export class Lane {
  readonly #runs: RunMaker;
  readonly #strategy: Strategy;
  readonly #profile: Profile;
  readonly #plan: Generator<Parameters, void, Picker>;
  #coming: IteratorResult<Parameters, void>;
  readonly workload: number;
  /** The level of the next run; infinite when there is none. */
  level: number;

  constructor(runs: RunMaker, strategy: Strategy, workload: number) {
    this.#runs = runs;
    this.#strategy = strategy;
    this.workload = workload;
    this.#profile = runs.profile(workload);
    this.#plan = strategy.plan({ profile: this.#profile, faults: runs.faults });
    this.#coming = this.#plan.next();
    this.level = this.#levelOf(this.#coming);
  }

  get isOver(): boolean {
    return this.#coming.done === true;
  }

  #levelOf(coming: IteratorResult<Parameters, void>): number {
    return coming.done === true ? Infinity : (this.#strategy.level?.(coming.value) ?? 0);
  }

  get steps(): number {
    return this.#profile.steps;
  }

  next(): void {
    if (this.#coming.done === true) return;
    const picker = this.#runs.make(this.#strategy, this.workload, this.#profile, this.#coming.value);
    this.#coming = this.#plan.next(picker);
    this.level = this.#levelOf(this.#coming);
  }
}
