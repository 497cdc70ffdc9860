import { expect, test } from 'vitest';
import type { Sim } from '../../core/sim.ts';
import { Task } from '../../../systems/primitives/task.ts';
import { anyTime, enumerate, orderingsOf, outcomesOf, programOf } from '../enumerate.fixture.ts';

/** Counts from papers and from combinatorics: a complete enumeration has to come to exactly these. */

/** Independent tasks of so many events each, the start being the first. */
function chains(...lengths: number[]): (sim: Sim) => void {
  return (sim) => {
    const step = sim.operation('step', anyTime);
    lengths.forEach((length, i) => {
      sim.task(`t${i}`, async () => {
        for (let n = 1; n < length; n++) await step.call(undefined, () => {});
      });
    });
  };
}

test.each([
  { lengths: [5, 5], orders: 252 },
  { lengths: [1, 2, 3], orders: 60 },
  { lengths: [2, 2, 2, 2], orders: 2_520 },
  { lengths: [4, 4, 4], orders: 34_650 },
])('independent tasks of $lengths events have exactly $orders orders', async ({ lengths, orders }) => {
  const hashes = new Set<number>();
  const runs = await enumerate(programOf(chains(...lengths)), (run) => hashes.add(run.hashOrder(0)));
  expect([runs, hashes.size]).toEqual([orders, orders]);
});

test('three tasks of four events, the third spawned at the second event of the first, have 7,425 orders', async () => {
  // After its first two events, the first task's other two mix with the third's four: C(6, 2) = 15 ways; the second
  // task's four events mix with these eight: C(12, 4) = 495 ways.
  const orderings = await orderingsOf(
    programOf((sim) => {
      const step = sim.operation('step', anyTime);
      const steps = async (count: number): Promise<void> => {
        for (let n = 0; n < count; n++) await step.call(undefined, () => {});
      };
      sim.task('first', async () => {
        await steps(1);
        sim.task('third', () => steps(3));
        await steps(2);
      });
      sim.task('second', () => steps(3));
    }),
  );
  expect(orderings.size).toBe(15 * 495);
});

test('four senders on a channel have exactly 4! orders of arrival', async () => {
  const orders = await outcomesOf((sim) => {
    const send = sim.operation('send', anyTime);
    const arrived: number[] = [];
    for (const sender of [1, 2, 3, 4]) void send.call(sender, () => arrived.push(sender));
    return () => arrived.join('');
  });
  expect(orders).toHaveLength(24);
});

test('a task that is cancelled before anything is delivered to it ends in exactly 42 or cancelled', async () => {
  const outcomes = new Set<string>();
  const program = programOf(
    (sim) => {
      const get = sim.operation('get', anyTime);
      let outcome = 'unfinished';
      void Task.start('reader', (self) => self.wait(get.call(undefined, () => 42)), {
        spawn: sim.spawn,
      }).result.then(
        (value) => (outcome = String(value)),
        () => (outcome = 'cancelled'),
      );
      return () => void outcomes.add(outcome);
    },
    { faults: { budget: 1, cancel: ['reader'] } },
  );
  await enumerate(program, () => {});
  expect(outcomes).toEqual(new Set(['42', 'cancelled']));
});
