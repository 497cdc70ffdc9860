import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { CounterStore } from './counter-store.ts';

test('two processes that read, add and write lose an update', async () => {
  let counters: CounterStore | undefined;
  const run = await simulate((sim) => {
    const made = (counters = new CounterStore(sim));
    for (const name of ['a', 'b']) {
      sim.task(name, async () => made.save('usage', 'k', (await made.load('usage', 'k')) + 1));
    }
    sim.task('reader', () => made.loadAll('tokens'));
  });
  expect(counters?.values('usage')).toEqual({ k: 1 });
  expect(run.tasks.get('reader')?.value).toEqual({});
});
