import type { Picker } from '../core/picker.ts';
import type { Explorer } from './explorer.ts';
import type { Parameters, Profile, Strategy } from './strategy.ts';

/** One strategy on one workload. */
class Lane {
  private readonly explorer: Explorer;
  private readonly strategy: Strategy;
  private readonly workload: number;
  private profile: Profile | undefined = undefined;
  private plan: Generator<Parameters, void, Picker> | undefined = undefined;
  private last: Picker | undefined = undefined;

  constructor(explorer: Explorer, strategy: Strategy, workload: number) {
    this.explorer = explorer;
    this.strategy = strategy;
    this.workload = workload;
  }

  /** Makes one run; false when there is none left. The prologue is a run of its own, where nobody made it yet. */
  next(): boolean {
    const { explorer, workload } = this;
    if (this.profile === undefined) {
      const isNew = !explorer.isProfiled(workload);
      this.profile = explorer.profile(workload);
      if (isNew) return true;
    }
    this.plan ??= this.strategy.plan({ profile: this.profile, faults: explorer.faults });
    const step = this.last === undefined ? this.plan.next() : this.plan.next(this.last);
    if (step.done === true) return false;
    this.last = explorer.make(this.strategy, workload, this.profile, step.value);
    return true;
  }
}

/** One strategy on all workloads: a systematic one finishes one before the next, a sampling one takes them in turn. */
export class Turn {
  private readonly lanes: Lane[];
  private readonly rotates: boolean;
  private at = 0;

  constructor(explorer: Explorer, strategy: Strategy, workloads: number) {
    this.lanes = Array.from({ length: workloads }, (_, workload) => new Lane(explorer, strategy, workload));
    this.rotates = strategy.samples;
  }

  /** Makes one run; false when there is none left. */
  next(): boolean {
    while (this.lanes.length > 0) {
      if (this.at >= this.lanes.length) this.at = 0;
      if ((this.lanes[this.at] as Lane).next()) {
        if (this.rotates) this.at += 1;
        return true;
      }
      this.lanes.splice(this.at, 1);
    }
    return false;
  }
}
