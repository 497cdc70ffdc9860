import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import type { Picker } from '../../core/picker.ts';
import { simulate } from '../../program/simulate.ts';
import { drawLifeCycle, goThrough, type LifeCycle } from './life-cycle.fixture.ts';

const CYCLES = 12;
const REAL_RUNS = 60;
const AT_ONCE = 20;
const SIMULATED_RUNS_MAX = 20_000;
/** Real milliseconds after which nothing moves any more on the loopback, and virtual ones. */
const IDLE_REAL_MS = 40;
const IDLE_MS = 1_000;

async function realOrder(cycle: LifeCycle): Promise<string> {
  const log: string[] = [];
  await new Promise<void>((resolve) => {
    goThrough(cycle, 0, log, (stop) => {
      void untilIdle(log).then(() => {
        log.push('idle');
        stop();
        return untilIdle(log).then(resolve);
      });
    });
  });
  return log.join(', ');
}

/** Until nothing was told for a while. */
async function untilIdle(log: readonly string[]): Promise<void> {
  for (let told = -1; told < log.length;) {
    told = log.length;
    await new Promise((resolve) => setTimeout(resolve, IDLE_REAL_MS));
  }
}

/** Any of what is enabled, each with the same chance. */
function walk(seed: number): Picker {
  const random = new Random(seed);
  return {
    pick: ({ pending, horizonMs }) =>
      pending.nthEnabled(random.below(pending.countEnabled(horizonMs)), horizonMs),
  };
}

async function simulatedOrder(cycle: LifeCycle, seed: number): Promise<string> {
  const log: string[] = [];
  const run = await simulate(
    (sim) => {
      sim.task('program', () => {
        goThrough(cycle, 80, log, (stop) => {
          setTimeout(() => {
            log.push('idle');
            stop();
          }, IDLE_MS);
        });
      });
    },
    { node: true, picker: walk(seed) },
  );
  expect(run.findings).toEqual([]);
  return log.join(', ');
}

for (let seed = 1; seed <= CYCLES; seed++) {
  test(`every real order of life cycle ${seed} is among the simulated ones`, async () => {
    const cycle = drawLifeCycle(seed);
    const real = new Set<string>();
    for (let i = 0; i < REAL_RUNS; i += AT_ONCE) {
      for (const order of await Promise.all(Array.from({ length: AT_ONCE }, () => realOrder(cycle))))
        real.add(order);
    }
    for (let i = 0; real.size > 0 && i < SIMULATED_RUNS_MAX; i++) real.delete(await simulatedOrder(cycle, i));
    expect([...real]).toEqual([]);
  });
}
