import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';

test('a callback gets null and the value, or the error, in the name of its task and in its async context', async () => {
  const seen: unknown[] = [];
  const requestId = new AsyncLocalStorage<string>();
  await simulate((sim) => {
    const read = sim.operation('read', { effect: 'split' });
    sim.task('a', () =>
      requestId.run('r1', () =>
        read.callback(
          'x',
          () => 1,
          (...given) => seen.push(given, sim.taskName, requestId.getStore()),
        ),
      ),
    );
    sim.task('b', () => {
      const refuse = (): never => {
        throw new Error('no');
      };
      read.callback('y', refuse, (error) => seen.push(String(error), sim.taskName));
    });
  });
  expect(seen).toEqual([[null, 1], 'a', 'r1', 'Error: no', 'b']);
});

test('it is called straight from the event: what it throws is an uncaught exception', async () => {
  const order: string[] = [];
  const run = await simulate((sim) => {
    const read = sim.operation('read');
    sim.task('a', () => {
      read.callback(
        undefined,
        () => order.push('effect'),
        () => {
          order.push('callback');
          throw new Error('thrown by the callback');
        },
      );
    });
  });
  expect(order).toEqual(['effect', 'callback']);
  expect(run.findings).toMatchObject([{ kind: 'uncaught-exception' }]);
});

test('who aborts a call is not called back from within, and the answer that comes later is not heard', async () => {
  const order: unknown[] = [];
  await simulate((sim) => {
    const read = sim.operation('read', { latencyMs: [10, 10] });
    sim.task('a', () => {
      const controller = new AbortController();
      read.callback(
        undefined,
        () => 1,
        (error) => order.push(error),
        { signal: controller.signal },
      );
      controller.abort('left');
      order.push('aborted');
    });
  });
  expect(order).toEqual(['aborted', 'left']);
});
