import type { Run } from '../core/run.ts';
import type { Program, Recorded } from '../explore/program.ts';
import { findingOf } from '../explore/program.ts';
import { freezeWorkload } from '../explore/workloads.ts';
import { countFaults, type Hold, type Schedule } from '../schedule/exceptions.ts';

/** Replays that one shrinking may take. */
const REPLAYS_MAX = 1_500;
/** Of these, those that look for a better story of one hold. */
const NEARER_TRIES_MAX = 150;

/** A failing case: what runs, and the schedule as it was recorded. */
export interface Case extends Recorded {
  readonly workload: unknown;
}

/** The same with one exception less, which passes: the one decision that matters. */
export interface Neighbour {
  readonly without: Schedule[number];
  readonly schedule: Schedule;
  readonly run: Run;
}

/** Makes a failing case smaller while it fails in the same way: workload first, then exceptions. */
export class Shrinker {
  readonly #program: Program;
  readonly #signature: string;
  #left = REPLAYS_MAX;

  constructor(program: Program, signature: string) {
    this.#program = program;
    this.#signature = signature;
  }

  shrink(start: Case): Case {
    let best = this.#fewerExceptions(start);
    for (;;) {
      const smaller = this.#smallerWorkload(best);
      if (smaller === undefined) return this.#nearerHolds(this.#earlierReleases(best));
      best = this.#fewerExceptions(smaller);
    }
  }

  /** The last single exception without which the case passes, if there is one. */
  nearestPassing(failing: Case): Neighbour | undefined {
    for (const without of failing.schedule.toReversed()) {
      const rest = failing.schedule.filter((exception) => exception !== without);
      const { run, schedule } = this.#program.follow(failing.workload, rest);
      if (run.findings.length === 0) return { without, schedule, run };
    }
    return undefined;
  }

  #smallerWorkload(failing: Case): Case | undefined {
    const { id, scenario } = this.#program;
    // fast-check does not take frozen values.
    const thawed = structuredClone(failing.workload);
    if (scenario.workload?.canShrinkWithoutContext(thawed) !== true) return undefined;
    for (const candidate of scenario.workload.shrink(thawed, undefined)) {
      if (this.#left <= 0) return undefined;
      const workload = freezeWorkload(id, candidate.value);
      const smaller = this.#try(workload, failing.schedule);
      if (smaller !== undefined) return smaller;
    }
    return undefined;
  }

  /** Delta debugging over the set of exceptions (Zeller and Hildebrandt's ddmin), re-recorded after each success. */
  #fewerExceptions(start: Case): Case {
    let best = this.#oneException(start) ?? start;
    let chunks = 2;
    while (best.schedule.length > 0 && this.#left > 0) {
      const smaller = this.#without(best, chunks);
      if (smaller !== undefined) {
        best = smaller;
        chunks = Math.max(2, chunks - 1);
      } else if (chunks >= best.schedule.length) break;
      else chunks = Math.min(best.schedule.length, chunks * 2);
    }
    return best;
  }

  /** Holds end as early as they can. */
  #earlierReleases(start: Case): Case {
    let best = start;
    for (const hold of start.schedule) {
      if (hold.type !== 'hold') continue;
      const ids = best.run.delivered.map((event) => best.run.idOf(event));
      for (const until of ids.slice(0, ids.indexOf(hold.until))) {
        if (this.#left <= 0 || until === hold.event) break;
        const schedule = best.schedule.map((other) => (sameHold(other, hold) ? { ...hold, until } : other));
        const earlier = this.#try(best.workload, schedule);
        if (earlier === undefined || earlier.schedule.length > best.schedule.length) continue;
        best = earlier;
        break;
      }
    }
    return best;
  }

  /** Of several events that could be held with the same effect, the one nearest to the damage tells the story best. */
  #nearerHolds(start: Case): Case {
    let best = start;
    for (const hold of start.schedule) {
      if (hold.type === 'hold') best = this.#nearerHold(best, hold) ?? best;
    }
    return best;
  }

  #nearerHold(from: Case, hold: Hold): Case | undefined {
    const rest = from.schedule.filter((other) => !sameHold(other, hold));
    const { run } = this.#program.follow(from.workload, rest);
    const ids = run.delivered.map((event) => run.idOf(event));
    let tries = NEARER_TRIES_MAX;
    for (let i = ids.length - 2; i > ids.indexOf(hold.event); i--) {
      for (const until of ids.slice(i + 1)) {
        if (tries-- <= 0) return undefined;
        const nearer = this.#try(from.workload, [...rest, { type: 'hold', event: ids[i] as string, until }]);
        if (nearer !== undefined && nearer.schedule.length <= from.schedule.length) return nearer;
      }
    }
    return undefined;
  }

  /** Most failures need no exception or one: each is tried alone before any search. */
  #oneException(from: Case): Case | undefined {
    if (from.schedule.length < 2) return undefined;
    const prompt = this.#try(from.workload, []);
    if (prompt !== undefined) return prompt;
    for (const exception of from.schedule) {
      const alone = this.#try(from.workload, [exception]);
      if (alone !== undefined && isSmaller(alone.schedule, from.schedule)) return alone;
    }
    return undefined;
  }

  #without(from: Case, chunks: number): Case | undefined {
    const { schedule } = from;
    const size = Math.ceil(schedule.length / chunks);
    for (let at = 0; at < schedule.length; at += size) {
      const rest = [...schedule.slice(0, at), ...schedule.slice(at + size)];
      const smaller = this.#try(from.workload, rest);
      if (smaller !== undefined && isSmaller(smaller.schedule, schedule)) return smaller;
    }
    return undefined;
  }

  #try(workload: unknown, schedule: Schedule): Case | undefined {
    this.#left -= 1;
    const recorded = this.#program.follow(workload, schedule);
    return findingOf(recorded.run, this.#signature) === undefined ? undefined : { workload, ...recorded };
  }
}

/** Fewer faults, then fewer exceptions. */
function isSmaller(a: Schedule, b: Schedule): boolean {
  const faults = countFaults(a) - countFaults(b);
  return faults !== 0 ? faults < 0 : a.length < b.length;
}

function sameHold(a: Schedule[number], b: Schedule[number]): boolean {
  return a.type === 'hold' && b.type === 'hold' && a.event === b.event;
}
