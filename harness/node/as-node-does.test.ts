import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { CRASH } from '../core/picker.ts';
import { simulate } from '../program/simulate.ts';

test('promisify(setTimeout) and promisify(setImmediate) sleep in virtual time', async () => {
  const run = await simulate((sim) => {
    sim.task('sleeper', async () => {
      await promisify(setImmediate)();
      return promisify(setTimeout)(50, 'slept');
    });
  });
  expect([run.nowMs, run.tasks.get('sleeper')?.value, run.findings]).toEqual([50, 'slept', []]);
});

test('an interval that its own callback refreshes fires once a period, as in Node', async () => {
  let fired = 0;
  const run = await simulate((sim) => {
    sim.task('ticker', async () => {
      await new Promise<void>((resolve) => {
        const interval = setInterval(() => {
          fired += 1;
          interval.refresh();
          if (fired < 5) return;
          clearInterval(interval);
          setTimeout(resolve, 100);
        }, 10);
      });
    });
  });
  expect([fired, run.nowMs]).toEqual([5, 150]);
});

test('code that was running when the process crashed sets no timers', async () => {
  let wake = (): void => {};
  let fired = 0;
  let picks = 0;
  await simulate(
    (sim) => {
      const call = sim.operation('call');
      sim.task('before', async () => {
        await new Promise<void>((resolve) => (wake = resolve));
        setTimeout(() => (fired += 1), 1);
        setImmediate(() => (fired += 1));
      });
      sim.task('idle', () => call.call('never answered', () => {}));
      sim.onRestart(() => {
        sim.task('after', async () => {
          await call.call('one', () => wake());
          await call.call('two', () => {});
        });
      });
    },
    { picker: { pick: (point) => (picks++ === 1 ? CRASH : point.pending.first(point.horizonMs)) } },
  );
  expect(picks).toBeGreaterThan(3);
  expect(fired).toBe(0);
});

test('what cannot be called is refused where it is handed over, as in Node', async () => {
  const refused: unknown[] = [];
  const run = await simulate((sim) => {
    sim.task('careless', () => {
      for (const hand of [queueMicrotask, process.nextTick, setTimeout, setImmediate]) {
        try {
          (hand as (callback: unknown) => void)(undefined);
        } catch (error) {
          refused.push((error as Error).name);
        }
      }
    });
  });
  expect(refused).toEqual(Array.from({ length: 4 }, () => 'TypeError'));
  expect(run.findings).toEqual([]);
});

test('what listens once to the process goes on to listen once', async () => {
  const listener = (): void => {};
  const before = process.rawListeners('uncaughtException');
  process.once('uncaughtException', listener);
  const once = process.rawListeners('uncaughtException').at(-1);
  await simulate(() => {});
  expect(process.rawListeners('uncaughtException')).toEqual([...before, once]);
  process.removeListener('uncaughtException', listener);
});

test('a rejection that is handled too late is one finding, and no warning on the terminal', async () => {
  const warnings: Error[] = [];
  const listener = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listener);
  const run = await simulate((sim) => {
    sim.task('late', async () => {
      const rejected = Promise.reject(new Error('early'));
      await new Promise((resolve) => setTimeout(resolve, 1));
      await rejected.catch(() => {});
    });
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.removeListener('warning', listener);
  expect(run.findings.map(({ kind }) => kind)).toEqual(['unhandled-rejection']);
  expect(warnings).toEqual([]);
});

test('no reply gets in between immediates that were set before the first of them ran', async () => {
  const orders = new Set<string>();
  for (const wanted of [0, 1, 2, 3]) {
    const log: string[] = [];
    await simulate(
      (sim) => {
        const call = sim.operation('call', { latencyMs: [0, Infinity] });
        void sim.spawn({ name: 'caller', daemon: false, cancel: () => {} }, () =>
          call.call(undefined, () => log.push('reply')),
        );
        setImmediate(() => {
          log.push('i1');
          void Promise.resolve().then(() => log.push('job'));
          setImmediate(() => log.push('next phase'));
        });
        setImmediate(() => log.push('i2'));
      },
      {
        picker: {
          pick({ pending, horizonMs, delivered }) {
            const count = pending.countEnabled(horizonMs);
            return pending.nthEnabled(
              Math.min(count - 1, delivered.length === 0 ? wanted % 2 : wanted >> 1),
              horizonMs,
            );
          },
        },
      },
    );
    orders.add(log.join(', '));
  }
  expect([...orders].sort()).toEqual([
    'i1, job, i2, next phase, reply',
    'i1, job, i2, reply, next phase',
    'reply, i1, job, i2, next phase',
  ]);
});
