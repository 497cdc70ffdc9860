import { expect, test } from 'vitest';
import { Random } from './random.ts';
import type { Picker } from './picker.ts';
import { simulate } from '../program/simulate.ts';

/** Picks at random, and delivers at a random moment of the room there is. */
function randomPicker(seed: number): Picker {
  const random = new Random(seed);
  return {
    pick(point) {
      const index = point.pending.nthEnabled(
        random.below(point.pending.countEnabled(point.horizonMs)),
        point.horizonMs,
      );
      if (point.horizonMs < Infinity) point.delivery.delayMs = random.below(300);
      return index;
    },
  };
}

test('a reply cannot jump over a timer that its window forbids, nor a timer over a reply', async () => {
  for (let seed = 0; seed < 300; seed++) {
    const order: string[] = [];
    await simulate(
      (sim) => {
        const fast = sim.operation('fast', { latencyMs: [1, 250] });
        const slow = sim.operation('slow', { latencyMs: [1_500, 2_000] });
        sim.task('a', () => fast.call(undefined, () => order.push('fast')), { startMs: [0, 0] });
        sim.task('b', () => slow.call(undefined, () => order.push('slow')), { startMs: [0, 0] });
        sim.task('c', () => void setTimeout(() => order.push('timer'), 1_000), { startMs: [0, 100] });
      },
      { picker: randomPicker(seed) },
    );
    expect(order).toEqual(['fast', 'timer', 'slow']);
  }
});

test('windows that overlap allow both orders', async () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const order: string[] = [];
    await simulate(
      (sim) => {
        const call = sim.operation('call', { latencyMs: [900, 1_100] });
        sim.task('a', () => call.call(undefined, () => order.push('call')));
        sim.task('b', () => void setTimeout(() => order.push('timer'), 1_000), { startMs: [0, 0] });
      },
      { picker: randomPicker(seed) },
    );
    orders.add(order.join(' '));
  }
  expect(orders).toEqual(new Set(['call timer', 'timer call']));
});

test('tasks that wait while only background timers move are a hang', async () => {
  const run = await simulate((sim) => {
    sim.task('loop', () => new Promise(() => void setInterval(() => {}, 100)), { daemon: true });
    sim.task('stuck', () => new Promise(() => {}));
  });
  expect(run.findings.map(({ kind }) => kind)).toEqual(['hang']);
  expect(run.findings[0]?.message).toContain('`stuck`');
});

test('a run without progress is a livelock, a long one with progress is not', async () => {
  const spin = await simulate(
    (sim) => {
      const retry = sim.operation('retry', { latencyMs: [0, 0] });
      sim.task('spinner', async () => {
        for (;;) await retry.call(undefined, () => {});
      });
    },
    { limits: { maxSteps: 200 } },
  );
  expect(spin.findings.map(({ kind }) => kind)).toEqual(['livelock']);
  const slow = await simulate(
    (sim) => {
      sim.task('worker', async () => {
        for (;;) await new Promise((resolve) => void setTimeout(resolve, 10));
      });
    },
    { limits: { maxSteps: 200 } },
  );
  expect([slow.ending, slow.findings]).toEqual(['step-bound', []]);
});

test('a daemon does not keep a run alive, and its operations come to their end', async () => {
  let written = 0;
  const run = await simulate((sim) => {
    const write = sim.operation('write');
    sim.task(
      'loop',
      async () => {
        await write.call(undefined, () => (written += 1));
        for (;;) await new Promise((resolve) => void setTimeout(resolve, 100));
      },
      { daemon: true },
    );
    sim.task('main work', () => {});
  });
  expect([run.ending, written]).toEqual(['quiescent', 1]);
});
