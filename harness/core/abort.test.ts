import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import type { EffectPoint } from './operation.ts';
import { failing } from './failing.fixture.ts';

const stalls: readonly (readonly [effect: EffectPoint, event: string])[] = [
  ['delivery', 'get'],
  ['issue', 'get'],
  ['split', 'get'],
  ['split', 'get.reply'],
];

test.each(stalls)(
  'a call with effect %s whose %s stalled is rejected when its signal aborts',
  async (effect, name) => {
    const run = await simulate(
      (sim) => {
        const get = sim.operation('get', { effect });
        sim.task('impatient', () => get.call('k', () => 1, { signal: AbortSignal.timeout(100) }), {
          rejections: 'keep',
        });
      },
      { picker: failing(name, 'stall'), menu: { get: ['stall'] } },
    );
    expect((run.tasks.get('impatient')?.reason as Error | undefined)?.name).toBe('TimeoutError');
    expect([run.nowMs, run.ending]).toEqual([100, 'quiescent']);
  },
);

test('a signal made of a timeout and a controller aborts with whichever comes first', async () => {
  const reasons: unknown[] = [];
  await simulate((sim) => {
    const get = sim.operation('get', { latencyMs: [200, 200] });
    for (const leaveMs of [50, 150]) {
      sim.task(`leaves at ${leaveMs}`, async () => {
        const controller = new AbortController();
        setTimeout(() => controller.abort('left'), leaveMs);
        const signal = AbortSignal.any([AbortSignal.timeout(100), controller.signal]);
        await get.call('k', () => 1, { signal }).catch((reason: unknown) => reasons.push(reason));
      });
    }
  });
  expect(reasons.map((reason) => (reason instanceof Error ? reason.name : reason))).toEqual([
    'left',
    'TimeoutError',
  ]);
});
