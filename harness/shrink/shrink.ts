import { signatureOf } from '../core/finding.ts';
import type { Run } from '../core/run.ts';
import type { Program } from '../program/program.ts';
import { mechanismOf } from '../schedule/cause.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Attempts, type Case, limitsOf } from './attempts.ts';
import { withEarlierReleases, withNearerHolds } from './clearer-holds.ts';
import { withEarlierOccurrences } from './earlier-occurrences.ts';
import { fewerExceptions } from './fewer-exceptions.ts';
import { KnownRuns } from './known-runs.ts';
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
  /** Replays that one shrinking may take. Default 2,000; fewer where runs are long. */
  readonly replaysMax?: number;
  /** Deliveries in all of them. Default 100,000. */
  readonly stepsMax?: number;
  /** What came of runs for other failures of the same program. Default: nothing is known. */
  readonly known?: KnownRuns;
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
  readonly #attempts: Attempts;

  constructor(program: Program, signature: string, options: ShrinkOptions = {}) {
    const { replaysMax = REPLAYS_MAX, stepsMax = STEPS_MAX, known = new KnownRuns(), onProgress } = options;
    this.#attempts = new Attempts(program, signature, { replaysMax, stepsMax }, known, (replays) =>
      onProgress?.({ replays, replaysMax }),
    );
  }

  shrink(start: Case): Case {
    const attempts = this.#attempts;
    attempts.limits = limitsOf(start);
    let best = this.#smallest(fewerExceptions(attempts, start), true);
    for (;;) {
      const simpler = simplerElsewhere(attempts, best, SEARCH_REPLAYS_MAX);
      if (simpler === undefined) break;
      best = simpler;
    }
    return clearest(attempts, best);
  }

  /**
   * The same, but for what the case itself shows to be its mechanism (faults, and the tasks whose operations are held):
   * where there is a simpler one elsewhere, it is another.
   */
  shrinkWithin(start: Case): Case {
    const attempts = this.#attempts;
    attempts.limits = limitsOf(start);
    attempts.keeps = (schedule) => schedule.length > 0;
    const best = fewerExceptions(attempts, start);
    const mechanism = mechanismOf(best.schedule);
    attempts.keeps = (schedule) => mechanismOf(schedule) === mechanism;
    return clearest(attempts, this.#smallest(best, false));
  }

  /** @param searches whether a smaller workload may fail under another schedule */
  #smallest(start: Case, searches: boolean): Case {
    const attempts = this.#attempts;
    const workloads = new WorkloadShrinker(attempts);
    let best = start;
    for (;;) {
      const smaller = workloads.smaller(best, searches);
      if (smaller === undefined) return best;
      best = fewerExceptions(attempts, smaller);
    }
  }
}

/** The last single exception without which the case passes, if there is one. */
export function nearestPassing(program: Program, failing: Case): Neighbour | undefined {
  const found = leavingOneOut(program, failing);
  return 'without' in found ? found : undefined;
}

/** The last single exception without which the case passes; else how it fails without each, `kind/invariant`. */
export function leavingOneOut(
  program: Program,
  failing: Case,
): Neighbour | { readonly failsAs: readonly (readonly string[])[] } {
  const failsAs: (readonly string[])[] = [];
  for (const without of failing.schedule.toReversed()) {
    const rest = failing.schedule.filter((exception) => exception !== without);
    const { run, schedule } = program.follow(failing.workload, rest, limitsOf(failing));
    if (run.findings.length === 0) return { without, schedule, run };
    failsAs.push(run.findings.map(signatureOf));
  }
  return { failsAs };
}

/** Holds end as early, and begin as near to the damage, as they can. */
function clearest(attempts: Attempts, start: Case): Case {
  return withNearerHolds(attempts, withEarlierReleases(attempts, withEarlierOccurrences(attempts, start)));
}
