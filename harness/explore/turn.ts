import type { Picker } from '../core/picker.ts';
import type { Explorer } from './explorer.ts';
import type { Parameters, Profile, Strategy } from '../strategies/strategy.ts';

/** A strategy's share of an exploration. */
export interface Turn {
  /** Makes one run; false when there is none left. */
  next(): boolean;
}

/** One strategy on one workload, whose prompt run was made. */
class Lane {
  readonly #explorer: Explorer;
  readonly #strategy: Strategy;
  readonly #profile: Profile;
  readonly #plan: Generator<Parameters, void, Picker>;
  #coming: IteratorResult<Parameters, void>;
  readonly workload: number;
  /** Of the run that comes; infinite when none does. */
  level: number;

  constructor(explorer: Explorer, strategy: Strategy, workload: number) {
    this.#explorer = explorer;
    this.#strategy = strategy;
    this.workload = workload;
    this.#profile = explorer.profile(workload);
    this.#plan = strategy.plan({ profile: this.#profile, faults: explorer.faults });
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
    const picker = this.#explorer.make(this.#strategy, this.workload, this.#profile, this.#coming.value);
    this.#coming = this.#plan.next(picker);
    this.level = this.#levelOf(this.#coming);
  }
}

/** A sampling strategy takes the workloads in turn. */
export class SamplingTurn implements Turn {
  readonly #explorer: Explorer;
  readonly #strategy: Strategy;
  readonly #lanes: (Lane | undefined)[];
  #at = 0;

  constructor(explorer: Explorer, strategy: Strategy, workloads: number) {
    this.#explorer = explorer;
    this.#strategy = strategy;
    this.#lanes = Array.from({ length: workloads }, () => undefined);
  }

  next(): boolean {
    const workload = this.#at;
    // The prompt run of a workload is a run of its own, where nobody made it yet.
    if (!this.#explorer.isProfiled(workload)) {
      this.#explorer.profile(workload);
      return true;
    }
    this.#at = (workload + 1) % this.#lanes.length;
    this.#lanes[workload] ??= new Lane(this.#explorer, this.#strategy, workload);
    this.#lanes[workload].next();
    return true;
  }
}

/**
 * A systematic strategy goes level by level, and within a level from the workload with the shortest prompt run to the
 * one with the longest. Workloads join when their prompt run is made.
 */
export class SystematicTurn implements Turn {
  readonly #explorer: Explorer;
  readonly #strategy: Strategy;
  readonly #waiting: number[];
  readonly #lanes: Lane[] = [];
  #level = 0;

  constructor(explorer: Explorer, strategy: Strategy, workloads: number) {
    this.#explorer = explorer;
    this.#strategy = strategy;
    this.#waiting = Array.from({ length: workloads }, (_, workload) => workload);
  }

  next(): boolean {
    if (this.#join()) this.#sort();
    let lane = this.#lanes.at(0);
    if (lane !== undefined && (lane.isOver || lane.level > this.#level)) {
      this.#sort();
      lane = this.#lanes.at(0);
    }
    if (lane !== undefined && !lane.isOver) {
      this.#level = lane.level;
      lane.next();
      return true;
    }
    const workload = this.#waiting.at(0);
    if (workload === undefined) return false;
    this.#explorer.profile(workload);
    return true;
  }

  /** Whether a workload joined. */
  #join(): boolean {
    const workload = this.#waiting.at(0);
    if (workload === undefined || !this.#explorer.isProfiled(workload)) return false;
    this.#waiting.shift();
    this.#lanes.push(new Lane(this.#explorer, this.#strategy, workload));
    return true;
  }

  #sort(): void {
    this.#lanes.sort((a, b) => a.level - b.level || a.steps - b.steps || a.workload - b.workload);
  }
}
