import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { explore } from '../testing/explore.ts';
import { schedulerOf } from './index.ts';

/** Tasks are released in every order; notes each. */
async function release(s: ReturnType<typeof schedulerOf>): Promise<string> {
  const order: number[] = [];
  for (let i = 0; i < 3; i++) void s.schedule(Promise.resolve(i), `${i}`).then(() => order.push(i));
  await s.waitIdle();
  return order.join('');
}

test('in a body of explore, three tasks are released in exactly six orders', async () => {
  const seen = new Set<string>();
  await explore('three tasks', async (sim) => void seen.add(await release(schedulerOf(sim))), { runs: 200 });
  expect([...seen].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
});

test('in a body of explore, what fails is told as heddle tells it', async () => {
  const body = async (sim: Sim): Promise<void> => expect(await release(schedulerOf(sim))).not.toBe('120');
  const exploring = explore('three tasks in order', body, { keep: false });
  await expect(exploring).rejects.toThrow('`test: 0#1` was held until `test: 2#1`');
});

test('outside of a run it says so', () => {
  expect(() => schedulerOf({} as never)).toThrow('outside of a run');
});
