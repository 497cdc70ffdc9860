import { expect, expectTypeOf, test } from 'vitest';
import { held, violated } from '../check/check-result.ts';
import { explore } from '../explore/explore.ts';
import { simulate } from '../program/simulate.ts';
import { scenario } from '../scenario.ts';
import type { Sim } from './sim.ts';

/** What `body` gave, as the body of a task. */
async function outcomeOf(body: (sim: Sim) => Promise<unknown>): Promise<unknown> {
  const run = await simulate((sim) => void sim.task('test', () => body(sim), { rejections: 'keep' }));
  expect(run.findings).toEqual([]);
  const task = run.tasks.get('test');
  return task?.status === 'fulfilled' ? task.value : task?.reason;
}

test('all gives what each task returned, by its name', async () => {
  const value = await outcomeOf(async (sim) => {
    const get = sim.operation('get');
    const all = await sim.all({ a: () => get.call('k', () => 1), b: () => 'two', c: async () => {} });
    expectTypeOf(all).toEqualTypeOf<{ a: number; b: string; c: void }>();
    return all;
  });
  expect(value).toEqual({ a: 1, b: 'two', c: undefined });
});

test('all of a list gives a tuple, and calls its tasks task1, task2 and so on through the run', async () => {
  const names: string[] = [];
  const value = await outcomeOf(async (sim) => {
    const named =
      <T>(value: T) =>
      (): T => {
        names.push(sim.taskName);
        return value;
      };
    const first = await sim.all([named(1), named('two')]);
    expectTypeOf(first).toEqualTypeOf<[number, string]>();
    const list = [named(3)];
    expectTypeOf(await sim.all(list)).toEqualTypeOf<number[]>();
    return first;
  });
  expect(value).toEqual([1, 'two']);
  expect(names).toEqual(['task1', 'task2', 'task3']);
});

test('all of nothing is over at once', async () => {
  expect(await outcomeOf(async (sim) => [await sim.all({}), await sim.all([])])).toEqual([{}, []]);
});

test('all rejects with the first that failed as they are written, once all have settled', async () => {
  const order: string[] = [];
  const failed = await outcomeOf(async (sim) => {
    const get = sim.operation('get', { latencyMs: [5, 5] });
    try {
      await sim.all({
        slow: () => get.call('slow', () => Promise.reject(new Error('first'))),
        quick: () => Promise.reject(new Error('second')),
        fine: async () => {
          await get.call('one', () => {});
          await get.call('two', () => order.push('fine'));
        },
      });
    } catch (error) {
      order.push('rejected');
      throw error;
    }
  });
  expect(failed).toMatchObject({ message: 'first' });
  expect(order).toEqual(['fine', 'rejected']);
});

test('a rejection of all that nobody handles is a finding', async () => {
  const run = await simulate((sim) => {
    void sim.all({ a: () => Promise.reject(new Error('lost')) });
  });
  expect(run.findings).toMatchObject([{ kind: 'unhandled-rejection' }]);
  expect(run.findings[0]?.message).toContain('lost');
});

test('the promise of a task settles as it does, with the steps at which it started and settled', async () => {
  const run = await simulate((sim) => {
    const get = sim.operation('get');
    const reader = sim.task('reader', () => get.call('k', () => 42));
    expectTypeOf(reader.promise).toEqualTypeOf<Promise<number>>();
    expect([reader.startedAtStep, reader.settledAtStep]).toEqual([undefined, undefined]);
    sim.task('second', async () => [
      await reader.promise,
      reader.startedAtStep,
      reader.settledAtStep,
      sim.step,
    ]);
  });
  expect(run.tasks.get('second')?.value).toEqual([42, 1, 3, 3]);
});

test('who asks for the promise of a task takes its rejection over', async () => {
  const failing = () => Promise.reject(new Error('no'));
  const caught = await simulate((sim) => {
    const { promise } = sim.task('failing', failing);
    sim.task('waiting', () => promise.catch(() => 'caught'));
  });
  expect([caught.findings, caught.tasks.get('waiting')?.value]).toEqual([[], 'caught']);
  const ignored = await simulate((sim) => void sim.task('failing', failing).promise);
  expect(ignored.findings).toMatchObject([{ kind: 'unhandled-rejection' }]);
  const kept = await simulate((sim) => void sim.task('failing', failing, { rejections: 'keep' }).promise);
  expect(kept.findings).toEqual([]);
});

test('the promise of a task that has settled already is settled too', async () => {
  const run = await simulate((sim) => {
    const failing = sim.task('failing', () => Promise.reject(new Error('no')), { rejections: 'keep' });
    const late = sim.task('late', () => failing.promise.catch(String), { startMs: [5, 5] });
    return () => {
      void failing.promise;
      expect(late.value).toBe('Error: no');
      return [];
    };
  });
  expect(run.findings).toEqual([]);
});

test('two that start together look before either acts, with no turn of the loop in between', async () => {
  let loads = 0;
  let most = 0;
  const story = scenario(
    'look, a turn of promises, act',
    { id: 'cache', variants: { only: 0 } },
    {
      invariants: ['loaded-once'],
      run(sim) {
        loads = 0;
        let loaded = false;
        const get = async (): Promise<void> => {
          if (loaded) return;
          await Promise.resolve();
          loaded = true;
          loads += 1;
        };
        sim.task('test', () => sim.all([get, get]));
        return () => {
          most = Math.max(most, loads);
          return loads === 1
            ? [held('loaded-once')]
            : [violated('loaded-once', 'wrong-result', `${loads} loads`)];
        };
      },
    },
  );
  const result = await explore('cache/look', story, 'only', { seed: 1, runs: 50 });
  expect([result.verdict, most]).toEqual(['violated', 2]);
});

test('what are no functions in a record or a list is refused', async () => {
  const get = (): number => 1;
  for (const bodies of [get, undefined, [get, 3], { a: Promise.resolve() }]) {
    const value = await outcomeOf((sim) => sim.all(bodies as unknown as (() => number)[]));
    expect(String(value)).toMatch(/^Error: sim\.all takes a record or a list of functions/);
  }
});
