import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import type { Sim } from '../core/sim.ts';
import { actor, anyTime, programOf } from '../explore/enumerate.fixture.ts';
import { profiled } from './profiled.fixture.ts';
import { surw } from './surw.ts';

const RUNS = 8_000;

/** How often each order of what `outcome` tells came, in that many runs. */
async function countOrders(run: (sim: Sim, log: string[]) => void): Promise<number[]> {
  let log: string[] = [];
  const program = programOf((sim) => run(sim, (log = [])));
  const counts = new Map<string, number>();
  await program.inSlice(() => {
    const setting = profiled(program);
    for (let seed = 0; seed < RUNS; seed++) {
      program.run({}, surw.picker([seed], { ...setting, random: new Random(seed) }));
      const order = log.join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
  });
  return [...counts.values()];
}

/** Pearson's statistic against all orders being equally likely. */
function chiSquare(counts: readonly number[], orders: number): number {
  const expected = RUNS / orders;
  return counts.reduce(
    (sum, count) => sum + (count - expected) ** 2 / expected,
    (orders - counts.length) * expected,
  );
}

/** Tasks without starts of their own, each with so many calls on one resource. */
function callers(calls: Readonly<Record<string, number>>) {
  return (sim: Sim, log: string[]): void => {
    const call = sim.operation('call', { ...anyTime, resource: 'shared' });
    for (const [name, count] of Object.entries(calls)) {
      actor(sim, name, async () => {
        for (let n = 0; n < count; n++) await call.call(undefined, () => log.push(name));
      });
    }
  };
}

test('all interleavings of tasks of unequal length are equally likely: 8 for 1 and 7 events, 105 for 1, 4 and 2', async () => {
  // The values of chi-square, for 7 and for 104 degrees of freedom, that chance exceeds once in 1,000.
  expect(chiSquare(await countOrders(callers({ a: 1, b: 7 })), 8)).toBeLessThan(24.3);
  expect(chiSquare(await countOrders(callers({ a: 1, b: 4, c: 2 })), 105)).toBeLessThan(154.3);
});

test('what several tasks share is interleaved evenly, however much else one of them does in between', async () => {
  const orders = await countOrders((sim, log) => {
    const shared = sim.operation('shared', { ...anyTime, resource: 'shared' });
    const own = sim.operation('own', { ...anyTime, resource: 'own' });
    for (const [name, others] of [
      ['busy', 12],
      ['quick', 0],
    ] as const) {
      actor(sim, name, async () => {
        for (let n = 0; n < others; n++) await own.call(undefined, () => {});
        await shared.call(undefined, () => log.push(name));
      });
    }
  });
  // Uniform choice at each step would let the busy one come first once in 8,192 runs, and URW once in 14.
  expect(orders).toHaveLength(2);
  expect(Math.min(...orders) / RUNS).toBeGreaterThan(1 / 4);
});
