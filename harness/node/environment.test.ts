import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as importedSetTimeout } from 'node:timers';
import { scheduler, setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { EPOCH_MS } from './clock.ts';
import { checkpointDrainage, findDrain, tickCallbackDrainage, works } from './drain.ts';
import { inMacrotask } from './macrotask.ts';
import { simulate } from '../program/simulate.ts';

test('time is virtual, in every guise', async () => {
  const seen: unknown[] = [];
  const run = await simulate((sim) => {
    sim.task('watcher', async () => {
      const begun = performance.now();
      // Longer than any test may take.
      await sleep(3_600_000);
      seen.push(
        Date.now() - EPOCH_MS,
        new Date().toISOString(),
        performance.now() - begun,
        process.hrtime()[0] >= 3_600,
      );
      await scheduler.wait(1_000);
      await new Promise<void>((resolve) => void importedSetTimeout(resolve, 1_000));
      let ticks = 0;
      for await (const _ of every(500)) if (++ticks === 2) break;
      seen.push(Date.now() - EPOCH_MS);
    });
  });
  expect(seen).toEqual([3_600_000, '2024-01-01T01:00:00.000Z', 3_600_000, true, 3_603_000]);
  expect(run.ending).toBe('quiescent');
});

test('AbortSignal.timeout aborts in virtual time', async () => {
  let reason: unknown;
  const run = await simulate((sim) => {
    sim.task('waiter', async () => {
      const signal = AbortSignal.timeout(5_000);
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      reason = signal.reason;
    });
  });
  expect((reason as Error).name).toBe('TimeoutError');
  expect(run.nowMs).toBe(5_000);
});

test('randomness is seeded', async () => {
  const draw = async (): Promise<unknown[]> => {
    const drawn: unknown[] = [];
    await simulate((sim) => {
      sim.task('gambler', () => {
        drawn.push(Math.random(), randomUUID(), crypto.randomUUID(), [
          ...crypto.getRandomValues(new Uint8Array(4)),
        ]);
      });
    });
    return drawn;
  };
  expect(await draw()).toEqual(await draw());
});

test('after a run everything is as it was', async () => {
  const before = [setTimeout, Date, Math.random, process.nextTick, queueMicrotask, AbortSignal.timeout];
  const listeners = process.listeners('unhandledRejection');
  await simulate(() => {});
  expect([setTimeout, Date, Math.random, process.nextTick, queueMicrotask, AbortSignal.timeout]).toEqual(
    before,
  );
  expect(process.listeners('unhandledRejection')).toEqual(listeners);
});

test('a chain of 200 microtasks belongs to the step that began it', async () => {
  let stepAtEnd = -1;
  await simulate((sim) => {
    const get = sim.operation('get');
    sim.task('deep', async () => {
      await get.call(undefined, () => {});
      for (let i = 0; i < 200; i++) await Promise.resolve();
      stepAtEnd = sim.step;
    });
    sim.task('other', async () => {
      for (let i = 0; i < 5; i++) await get.call('other', () => {});
    });
  });
  expect(stepAtEnd).toBe(3);
});

test('throws in ticks, microtasks and timers are findings, not the end of the process', async () => {
  for (const schedule of [
    (fail: () => void) => process.nextTick(fail),
    (fail: () => void) => queueMicrotask(fail),
    (fail: () => void) => void setTimeout(fail, 1),
  ]) {
    const run = await simulate((sim) => {
      sim.task('thrower', () => {
        schedule(() => {
          throw new Error('thrown');
        });
      });
    });
    expect(run.findings.map(({ kind }) => kind)).toEqual(['uncaught-exception']);
  }
});

test('each way to drain runs promise jobs and ticks to their end, outside of microtasks', async () => {
  for (const drainage of [tickCallbackDrainage(), checkpointDrainage()]) {
    expect(drainage).toBeDefined();
    if (drainage !== undefined) expect(await inMacrotask(() => works(drainage))).toBe(true);
  }
});

test('inside a microtask there is no drain, and the message says so', async () => {
  await Promise.resolve();
  expect(() => findDrain([tickCallbackDrainage])).toThrow(/inside a microtask/);
});

test('a runtime that cannot be drained is told which Node to use', () => {
  expect(() => findDrain([() => undefined])).toThrow(/Use Node 20\.19 or later/);
});
