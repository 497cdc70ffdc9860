import fc from 'fast-check';
import type { Arbitrary, Scheduler } from 'fast-check';
import type { Case, World } from '../cases/case.ts';
import type { Peer, Turn } from './peer.ts';

const RUNS_PER_LOOK = 100;

/**
 * fast-check's own scheduler as its documentation uses it: one schedule for each run of an asynchronous property, and
 * `waitIdle`. A failing run is counted and returns normally, so that neither shrinking nor reporting is measured.
 */
export class FastCheckPeer implements Peer {
  readonly name = 'fast-check';
  readonly #case: Case;
  #seed = 0;

  constructor(one: Case) {
    this.#case = one;
  }

  async turn(ms: number): Promise<Turn> {
    const sum = { schedules: 0, steps: 0, failing: 0 };
    const startedMs = performance.now();
    do {
      this.#seed += 1;
      await runFastCheck(this.#case, fc.scheduler(), this.#seed, RUNS_PER_LOOK, ({ steps, failed }) => {
        sum.schedules += 1;
        sum.steps += steps;
        if (failed) sum.failing += 1;
        return false;
      });
    } while (performance.now() - startedMs < ms);
    return { ...sum, seconds: (performance.now() - startedMs) / 1000 };
  }
}

/**
 * Runs the usual workload until `onRun` says that it is enough, or `runs` are made.
 * @param schedulers fast-check's, or those of `heddle/fast-check`, which make several schedules in each run
 */
export async function runFastCheck(
  one: Case,
  schedulers: Arbitrary<Scheduler>,
  seed: number,
  runs: number,
  onRun: (run: { readonly steps: number; readonly failed: boolean }) => boolean,
): Promise<void> {
  let enough = false;
  const property = fc.asyncProperty(schedulers, async (scheduler) => {
    fc.pre(!enough);
    const { order, message } = await runOnce(one, one.usual, scheduler);
    enough = onRun({ steps: order.length, failed: message !== undefined });
    fc.pre(!enough);
  });
  // A failed precondition ends the check where skips are not allowed; nothing is shrunk.
  await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun: 0 });
}

/** What fast-check prints of a failure once it has shrunk it, and what comes of running that again. */
export interface Counterexample {
  readonly workload: unknown;
  /** Creation numbers of the completions in the order in which they were released. */
  readonly order: readonly number[];
  /** Whether the printed seed and path give the same failure of the same workload in the same order. */
  readonly faithful: boolean;
}

/** Generates workloads and schedules until one fails, shrinks it, and runs the result again. */
export async function shrinkWithFastCheck(
  one: Case,
  schedulers: Arbitrary<Scheduler>,
  seed: number,
  runs: number,
): Promise<Counterexample | undefined> {
  let failed: Failed | undefined;
  const property = fc.asyncProperty(one.workload, schedulers, async (workload, scheduler) => {
    const { order, message } = await runOnce(one, workload, scheduler);
    if (message === undefined) return;
    failed = { workload, order, message };
    throw new Error(message);
  });
  const { counterexamplePath: path } = await fc.check(property, { seed, numRuns: runs });
  const reported = failed;
  if (path === null || reported === undefined) return undefined;
  failed = undefined;
  await fc.check(property, { seed, path, numRuns: 1, endOnFailure: true });
  const faithful = JSON.stringify(failed) === JSON.stringify(reported);
  return { workload: reported.workload, order: reported.order, faithful };
}

interface Failed {
  readonly workload: unknown;
  readonly order: readonly number[];
  readonly message: string;
}

async function runOnce(
  one: Case,
  workload: unknown,
  scheduler: Scheduler,
): Promise<{ readonly order: readonly number[]; readonly message: string | undefined }> {
  const world = new FastCheckWorld(scheduler);
  const check = one.run(world, workload);
  await scheduler.waitIdle();
  return { order: world.order, message: check() };
}

class FastCheckWorld implements World {
  readonly #scheduler: Scheduler;
  #created = 0;
  /** Creation numbers of what was released, in order. */
  readonly order: number[] = [];

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  operation(label: string) {
    return <T>(key: string, effect: () => T): Promise<T> => this.#hold(`${label}(${key})`, effect);
  }

  /** It has no notion of what usually comes late. */
  task(name: string, body: () => Promise<unknown>): void {
    void this.#hold(name, body);
  }

  #hold<T>(label: string, release: () => T): Promise<Awaited<T>> {
    const number = this.#created++;
    const released = this.#scheduler.schedule(Promise.resolve(), label).then(() => {
      this.order.push(number);
      return release();
    });
    return released as Promise<Awaited<T>>;
  }
}
