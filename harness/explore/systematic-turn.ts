import type { Strategy } from '../strategies/strategy.ts';
import { Lane, type RunMaker } from './lane.ts';
import type { Turn } from './turn.ts';

/**
 * A systematic strategy goes level by level, and within a level from the workload with the shortest prompt run to the
 * one with the longest. Workloads join when their prompt run is made.
 */
export class SystematicTurn implements Turn {
  readonly #runs: RunMaker;
  readonly #strategy: Strategy;
  readonly #waiting: number[];
  readonly #lanes: Lane[] = [];
  #level = 0;

  constructor(runs: RunMaker, strategy: Strategy, workloads: number) {
    this.#runs = runs;
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
    this.#runs.profile(workload);
    return true;
  }

  /** Whether a workload joined. */
  #join(): boolean {
    const workload = this.#waiting.at(0);
    if (workload === undefined || !this.#runs.isProfiled(workload)) return false;
    this.#waiting.shift();
    this.#lanes.push(new Lane(this.#runs, this.#strategy, workload));
    return true;
  }

  #sort(): void {
    this.#lanes.sort((a, b) => a.level - b.level || a.steps - b.steps || a.workload - b.workload);
  }
}
