import { expect, test } from 'vitest';
import { failing } from './failing.fixture.ts';
import { CRASH } from './picker.ts';
import { simulate } from '../program/simulate.ts';

test('a task that awaits an operation sees its effect', async () => {
  const run = await simulate((sim) => {
    const get = sim.operation('get', { latencyMs: [3, 5] });
    sim.task('reader', async () => get.call('k', () => 42));
  });
  expect(run.ending).toBe('quiescent');
  expect(run.tasks.get('reader')?.value).toBe(42);
  expect(run.nowMs).toBe(3);
  expect(run.delivered.map((event) => run.idOf(event))).toEqual(['reader: start#1', 'reader: get(k)#1']);
});

test('what a wake-up causes is attributed to the one that was woken', async () => {
  const run = await simulate((sim) => {
    const touch = sim.operation('touch');
    let wake = (): void => {};
    const gate = new Promise<void>((resolve) => (wake = resolve));
    sim.task('sleeper', async () => {
      await gate;
      await touch.call('a', () => {});
    });
    sim.task('waker', async () => {
      await touch.call('b', () => {});
      wake();
      await touch.call('c', () => {});
    });
  });
  const ids = run.delivered.map((event) => run.idOf(event));
  expect(ids).toContain('sleeper: touch(a)#1');
  expect(ids).toContain('waker: touch(c)#1');
});

test('a task that nothing can wake is a deadlock', async () => {
  const run = await simulate((sim) => {
    sim.task('stuck', () => new Promise(() => {}));
  });
  expect(run.findings).toMatchObject([{ kind: 'deadlock', step: 1 }]);
});

test('a rejection that nobody handles is a finding at its step, of its task', async () => {
  const run = await simulate((sim) => {
    const get = sim.operation('get');
    sim.task('careless', async () => {
      await get.call(undefined, () => {});
      void Promise.reject(new Error('oops'));
    });
  });
  expect(run.findings).toMatchObject([{ kind: 'unhandled-rejection', step: 2 }]);
  expect(run.findings[0]?.message).toContain('careless');
});

test('a task that the code under test calls `main` is watched like any other', async () => {
  const run = await simulate((sim) => {
    void sim.spawn({ name: 'main', daemon: false, cancel: () => {} }, () => new Promise(() => {}));
  });
  expect(run.findings).toMatchObject([{ kind: 'deadlock' }]);
  expect(run.findings[0]?.message).toContain('`main.2`');
});

test('a restart that registers itself again is called once in each crash', async () => {
  let restarts = 0;
  let picks = 0;
  await simulate(
    (sim) => {
      const start = (): void => {
        restarts += 1;
        sim.onRestart(start);
        sim.task('worker', () => sim.operation('call').call(undefined, () => {}));
      };
      sim.onRestart(start);
      sim.task('worker', () => {});
    },
    { picker: { pick: (point) => (picks++ < 2 ? CRASH : point.pending.first(point.horizonMs)) } },
  );
  expect(restarts).toBe(2);
});

test('the reply of what took effect when it was issued can be lost', async () => {
  let effects = 0;
  const run = await simulate(
    (sim) => {
      const send = sim.operation('send', { effect: 'issue' });
      sim.task('sender', () => send.call(undefined, () => (effects += 1)), { rejections: 'keep' });
    },
    {
      menu: { send: ['lost-reply'] },
      picker: failing('send', 'lost-reply'),
    },
  );
  expect([effects, String(run.tasks.get('sender')?.reason)]).toEqual([
    1,
    'OperationError: the reply of send was lost',
  ]);
});
