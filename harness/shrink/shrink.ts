import type { Run } from '../core/run.ts';
import type { Program } from '../program/program.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Attempts, type Case, limitsOf } from './attempts.ts';
import { withEarlierReleases, withNearerHolds } from './clearer-holds.ts';
import { withEarlierOccurrences } from './earlier-occurrences.ts';
import { fewerExceptions } from './fewer-exceptions.ts';
import { simplerElsewhere } from './search.ts';
import { WorkloadShrinker } from './smaller-workload.ts';

export type { Case } from './attempts.ts';

/** Deliveries in all replays of one shrinking: a quarter of a second, mostly. */
const STEPS_MAX = 100_000;
const REPLAYS_MAX = 2_000;
/** Replays that look for fewer exceptions elsewhere than in the schedule that was found. */
const SEARCH_REPLAYS_MAX = 200;

/** How far a shrinking has come. */
export interface ShrinkProgress {
  readonly replays: number;
  readonly replaysMax: number;
}

export interface ShrinkOptions {
  /** Replays that one shrinking may take. Default 2,000; fewer where runs are long (100,000 deliveries in all). */
  readonly replaysMax?: number;
  /** Told every 100 replays. */
  readonly onProgress?: (progress: ShrinkProgress) => void;
}

/** A run that passes because one exception was left out of a failing one: the exception that matters. */
export interface Neighbour {
  readonly without: Schedule[number];
  readonly schedule: Schedule;
  readonly run: Run;
}

/**
 * Makes a failing case smaller while it fails in the same way (kind and invariant). What counts, in this order: the
 * workload, faults, holds; then holds end as early, and begin as near to the damage, as they can.
 */
export class Shrinker {
  readonly #program: Program;
  readonly #attempts: Attempts;

  constructor(program: Program, signature: string, options: ShrinkOptions = {}) {
    const { replaysMax = REPLAYS_MAX, onProgress } = options;
    this.#program = program;
    this.#attempts = new Attempts(program, signature, { replaysMax, stepsMax: STEPS_MAX }, (replays) =>
      onProgress?.({ replays, replaysMax }),
    );
  }

  shrink(start: Case): Case {
    const attempts = this.#attempts;
    attempts.limits = limitsOf(start);
    const workloads = new WorkloadShrinker(attempts);
    let best = fewerExceptions(attempts, start);
    for (;;) {
      const smaller = workloads.smaller(best);
      if (smaller === undefined) break;
      best = fewerExceptions(attempts, smaller);
    }
    for (;;) {
      const simpler = simplerElsewhere(attempts, best, SEARCH_REPLAYS_MAX);
      if (simpler === undefined) break;
      best = simpler;
    }
    return withNearerHolds(attempts, withEarlierReleases(attempts, withEarlierOccurrences(attempts, best)));
  }

  /** The last single exception without which the case passes, if there is one. */
  nearestPassing(failing: Case): Neighbour | undefined {
    for (const without of failing.schedule.toReversed()) {
      const rest = failing.schedule.filter((exception) => exception !== without);
      const { run, schedule } = this.#program.follow(failing.workload, rest, limitsOf(failing));
      if (run.findings.length === 0) return { without, schedule, run };
    }
    return undefined;
  }
}
