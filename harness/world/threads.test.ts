import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { Gauge } from './gauge.ts';
import { Threads } from './threads.ts';

test('work waits for a free thread, first come, first served', async () => {
  const order: string[] = [];
  let inside: Gauge | undefined;
  const run = await simulate((sim) => {
    const threads = new Threads(sim, { size: 2 });
    const gauge = new Gauge(sim);
    inside = gauge;
    for (const name of ['a', 'b', 'c', 'd']) {
      sim.task(name, () =>
        threads.run(name, (thread) => {
          order.push(name);
          return gauge.during(
            'pool',
            thread.write('x', () => {}),
          );
        }),
      );
    }
  });
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  expect(inside?.levels.get('pool')?.highs.at(-1)?.value).toBe(2);
  expect(run.delivered.map((event) => run.idOf(event))).toContain('d: thread.write(x)#1');
  expect(run.ending).toBe('quiescent');
});

test('a failure reaches the awaiter, and the thread is free again', async () => {
  const run = await simulate((sim) => {
    const threads = new Threads(sim, { size: 1 });
    sim.task('a', async () => {
      const fail = (): Promise<never> => Promise.reject(new Error('no'));
      const error = await threads.run('fail', fail).catch((reason: unknown) => reason);
      return [String(error), threads.busy];
    });
  });
  expect(run.tasks.get('a')?.value).toEqual(['Error: no', 0]);
});
