import type { Strategy } from '../strategies/strategy.ts';
import { Lane, type RunMaker } from './lane.ts';
import type { Turn } from './turn.ts';

/** A sampling strategy takes the workloads in turn. */
export class SamplingTurn implements Turn {
  readonly #runs: RunMaker;
  readonly #strategy: Strategy;
  readonly #lanes: (Lane | undefined)[];
  #at = 0;

  constructor(runs: RunMaker, strategy: Strategy, workloads: number) {
    this.#runs = runs;
    this.#strategy = strategy;
    this.#lanes = Array.from({ length: workloads }, () => undefined);
  }

  next(): boolean {
    for (let tried = 0; tried < this.#lanes.length; tried++) {
      const workload = this.#at;
      // The prompt run of a workload is a run of its own, where nobody made it yet.
      if (!this.#runs.isProfiled(workload)) {
        this.#runs.profile(workload);
        return true;
      }
      this.#at = (workload + 1) % this.#lanes.length;
      const lane = (this.#lanes[workload] ??= new Lane(this.#runs, this.#strategy, workload));
      if (lane.isOver) continue;
      lane.next();
      return true;
    }
    return false;
  }
}
