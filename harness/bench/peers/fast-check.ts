import fc from 'fast-check';
import type { Scheduler } from 'fast-check';
import type { Case, World } from '../case.ts';
import type { Peer, Turn } from '../peer.ts';

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
      await runFastCheck(this.#case, this.#seed, RUNS_PER_LOOK, ({ steps, failed }) => {
        sum.schedules += 1;
        sum.steps += steps;
        if (failed) sum.failing += 1;
        return false;
      });
    } while (performance.now() - startedMs < ms);
    return { ...sum, seconds: (performance.now() - startedMs) / 1000 };
  }
}

/** Runs until `onRun` says that it is enough, or `runs` are made. */
export async function runFastCheck(
  one: Case,
  seed: number,
  runs: number,
  onRun: (run: { readonly steps: number; readonly failed: boolean }) => boolean,
): Promise<void> {
  let enough = false;
  const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
    if (enough) return;
    const world = new FastCheckWorld(scheduler);
    const check = one.run(world);
    await scheduler.waitIdle();
    enough = onRun({ steps: world.steps, failed: check() !== undefined });
    fc.pre(!enough);
  });
  // A failed precondition ends the check where skips are not allowed; nothing is shrunk.
  await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun: 0 });
}

class FastCheckWorld implements World {
  readonly #scheduler: Scheduler;
  steps = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  operation(label: string) {
    return <T>(key: string, effect: () => T): Promise<T> => {
      this.steps += 1;
      return this.#scheduler.schedule(Promise.resolve(), `${label}(${key})`).then(effect);
    };
  }

  /** It has no notion of what usually comes late. */
  task(name: string, body: () => Promise<unknown>): void {
    this.steps += 1;
    void this.#scheduler.schedule(Promise.resolve(), name).then(body);
  }
}
