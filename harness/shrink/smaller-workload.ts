import fc from 'fast-check';
import { freezeWorkload } from '../program/workloads.ts';
import type { Program } from '../program/program.ts';
import type { Attempts, Case } from './attempts.ts';
import { compareSizes, sizeOf } from './cost.ts';
import { EXCEPTIONS_MAX, searchSchedules } from './search.ts';

/** Candidates that one step may consider. */
const CANDIDATES_MAX = 60;
/** Fresh workloads that are drawn: where values depend on each other, the smallest is not always below the first. */
const DRAWN_MAX = 40;
const DRAW_SEED = 1;
/** Replays of a systematic search on one smaller workload, for one exception and for two, and on all of them together. */
const REPLAYS_FOR_ONE = 100;
const REPLAYS_FOR_TWO = 150;
const REPLAYS_OF_SEARCHES_MAX = 300;

/** Makes the workload smaller while the case fails: fast-check says how, in its order. */
export class WorkloadShrinker {
  readonly #attempts: Attempts;
  /** Searches that found nothing, by depth and workload. */
  readonly #searched = new Set<string>();
  #left = REPLAYS_OF_SEARCHES_MAX;
  #drawn: readonly unknown[] | undefined;

  constructor(attempts: Attempts) {
    this.#attempts = attempts;
  }

  /**
   * One step: a smaller workload that fails under the schedule it is given, or under one that a search finds.
   * @param searches whether to search
   */
  smaller(failing: Case, searches: boolean): Case | undefined {
    const attempts = this.#attempts;
    const size = sizeOf(failing.workload);
    const shrinks = shrinksOf(attempts.program, failing.workload);
    // Nothing smaller comes from this one: it is as small as its author lets it become.
    if (shrinks?.length === 0) return undefined;
    this.#drawn ??= drawsOf(attempts.program);
    const drawn = this.#drawn.filter((workload) => compareSizes(sizeOf(workload), size) < 0);
    const candidates = shrinks?.filter((workload) => compareSizes(sizeOf(workload), size) <= 0) ?? drawn;
    for (const workload of candidates) {
      const smaller = attempts.try(workload, failing.schedule);
      if (smaller !== undefined) return smaller;
    }
    if (!searches) return undefined;
    const others = [...candidates, ...drawn]
      .filter((workload) => compareSizes(sizeOf(workload), size) < 0)
      .sort((a, b) => compareSizes(sizeOf(a), sizeOf(b)));
    return (
      this.#searchEach(others, 1, REPLAYS_FOR_ONE) ??
      this.#searchEach(others, EXCEPTIONS_MAX, REPLAYS_FOR_TWO)
    );
  }

  #searchEach(workloads: readonly unknown[], exceptionsMax: number, replaysMax: number): Case | undefined {
    const attempts = this.#attempts;
    const { faults } = attempts.program;
    for (const workload of workloads) {
      const key = `${exceptionsMax} ${JSON.stringify(workload)}`;
      if (this.#left <= 0 || this.#searched.has(key)) continue;
      this.#searched.add(key);
      const before = attempts.replays;
      const limits = { exceptionsMax, faults, replaysMax: Math.min(this.#left, replaysMax) };
      const found = searchSchedules(attempts, workload, limits);
      this.#left -= attempts.replays - before;
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Nothing where fast-check cannot shrink a value without knowing how it was generated, as after `map`. */
function shrinksOf({ id, scenario }: Program, workload: unknown): unknown[] | undefined {
  if (scenario.workload === undefined) return [];
  // fast-check does not take frozen values.
  const thawed = structuredClone(workload);
  if (!scenario.workload.canShrinkWithoutContext(thawed)) return undefined;
  const shrinks = [...scenario.workload.shrink(thawed, undefined).take(CANDIDATES_MAX)];
  return shrinks.map(({ value }) => freezeWorkload(id, value));
}

/** From the smallest on. */
function drawsOf({ id, scenario }: Program): unknown[] {
  if (scenario.workload === undefined) return [];
  const drawn = fc.sample(scenario.workload, { seed: DRAW_SEED, numRuns: DRAWN_MAX });
  return drawn
    .map((workload) => freezeWorkload(id, workload))
    .sort((a, b) => compareSizes(sizeOf(a), sizeOf(b)));
}
