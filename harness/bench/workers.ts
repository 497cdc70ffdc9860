import type { ScenarioResult } from '../result.ts';
import { WorkerPool } from '../workers/pool.ts';
import { RUNS_DEFAULT } from '../explore/explore-options.ts';
import { median } from './statistics.ts';
import type { CaseTask } from './worker.ts';

export interface WorkersBudget {
  /** Turns of one worker and of two that count; they alternate. */
  readonly rounds: number;
  /** Real milliseconds of a turn with one worker; with two it is the same work. */
  readonly turnMs: number;
}

/** Schedules per second, medians of the rounds. */
export interface WorkersSpeed {
  readonly one: number;
  readonly two: number;
  /** two / one, the median of the rounds' own ratios. */
  readonly ratio: number;
  /** two / one of schedules per CPU second: what is lost to the second thread, wherever other work takes the cores. */
  readonly ratioPerCpu: number;
}

/**
 * Explores the same cases with one worker thread and with two, in turns: whole explorations of 1,000 schedules as
 * `heddle run` makes them, shrinking and reports included, handed out one at a time. Takes about
 * `turnMs × (4 + 1.6 × rounds)`.
 * @param names of cases, which take turns
 */
export async function measureWorkers(
  names: readonly string[],
  { rounds, turnMs }: WorkersBudget,
): Promise<WorkersSpeed> {
  const one = new Crew(1, names);
  const two = new Crew(2, names);
  try {
    // Each thread compiles for itself: all are warm after the same amount of work each.
    const warmUp = await one.work(Infinity, turnMs);
    await two.work(warmUp.explorations * 2, Infinity);
    const { explorations } = await one.work(Infinity, turnMs);
    await two.work(explorations * 2, Infinity);
    const ones: Work[] = [];
    const twos: Work[] = [];
    for (let round = 0; round < rounds; round++) {
      const crews = round % 2 === 0 ? [one, two] : [two, one];
      for (const crew of crews) (crew === one ? ones : twos).push(await crew.work(explorations, Infinity));
    }
    return {
      one: Math.round(median(ones.map(perSecond))),
      two: Math.round(median(twos.map(perSecond))),
      ratio: medianRatio(twos.map(perSecond), ones.map(perSecond)),
      ratioPerCpu: medianRatio(twos.map(perCpuSecond), ones.map(perCpuSecond)),
    };
  } finally {
    await Promise.all([one.dismiss(), two.dismiss()]);
  }
}

/** Medians over several measurements. */
export function overall(speeds: readonly WorkersSpeed[]): WorkersSpeed {
  const of = (figure: keyof WorkersSpeed): number => median(speeds.map((speed) => speed[figure]));
  return { one: of('one'), two: of('two'), ratio: of('ratio'), ratioPerCpu: of('ratioPerCpu') };
}

interface Work {
  readonly explorations: number;
  readonly schedules: number;
  readonly seconds: number;
  /** CPU seconds of all threads together. */
  readonly cpuSeconds: number;
}

function perSecond({ schedules, seconds }: Work): number {
  return schedules / seconds;
}

function perCpuSecond({ schedules, cpuSeconds }: Work): number {
  return schedules / cpuSeconds;
}

function medianRatio(values: readonly number[], bases: readonly number[]): number {
  const ratios = values.map((value, round) => value / (bases[round] ?? Number.NaN));
  return Math.round(median(ratios) * 1000) / 1000;
}

/** Some worker threads. */
class Crew {
  readonly #size: number;
  readonly #names: readonly string[];
  readonly #pool: WorkerPool;

  constructor(size: number, names: readonly string[]) {
    this.#size = size;
    this.#names = names;
    this.#pool = new WorkerPool(new URL('./worker.js', import.meta.url), { size });
  }

  /** Explores until so many explorations are made, or so many milliseconds over; equal numbers are equal work. */
  async work(explorationsMax: number, ms: number): Promise<Work> {
    let schedules = 0;
    let next = 0;
    const startedAt = performance.now();
    const cpuAtStart = process.cpuUsage();
    const goOn = (): boolean => next < explorationsMax && performance.now() - startedAt < ms;
    const lane = async (): Promise<void> => {
      while (goOn()) {
        const made = await this.#explore(next++);
        // Not in one expression: both lanes would add to what was there before they waited.
        schedules += made;
      }
    };
    await Promise.all(Array.from({ length: this.#size }, lane));
    const { user, system } = process.cpuUsage(cpuAtStart);
    const seconds = (performance.now() - startedAt) / 1000;
    return { explorations: next, schedules, seconds, cpuSeconds: (user + system) / 1e6 };
  }

  async #explore(number: number): Promise<number> {
    const { length } = this.#names;
    const task = {
      name: this.#names[number % length] ?? '',
      seed: Math.floor(number / length),
      runs: RUNS_DEFAULT,
    };
    const outcome = await this.#pool.run<CaseTask, ScenarioResult>('exploreCase', task);
    if ('stuck' in outcome) throw new Error(`A run of ${task.name} did not come back.`);
    return outcome.value.exploration.schedules;
  }

  dismiss(): Promise<void> {
    return this.#pool.close();
  }
}
