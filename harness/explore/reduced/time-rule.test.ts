import { expect, test } from 'vitest';
import type { Sim } from '../../core/sim.ts';
import { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import { promptPicker } from '../../core/picker.ts';
import { simulate } from '../../program/simulate.ts';
import { whyClock } from './time-rule.ts';

async function why(body: (sim: Sim) => void): Promise<string | undefined> {
  const recorder = new FootprintRecorder();
  const run = await recorder.recordLater((watch) =>
    simulate((sim) => body(sim), { picker: watch(promptPicker) }),
  );
  return whyClock(run, recorder.steps);
}

test('windows alone are constraints', async () => {
  const reason = await why((sim) => {
    const call = sim.operation('call', { latencyMs: [5, 10], effect: 'split' });
    sim.task('a', () => call.call('x', () => 1));
    sim.task('b', () => new Promise((resolve) => void setTimeout(resolve, 7)));
  });
  expect(reason).toBeUndefined();
});

test('who asks what time it is needs the clock, where any passes', async () => {
  const ask = (latencyMs: readonly [number, number]) => (sim: Sim) => {
    const call = sim.operation('call', { latencyMs });
    sim.task('a', () => call.call('x', () => Date.now()));
  };
  expect(await why(ask([5, 10]))).toContain('asks what time it is');
  expect(await why(ask([0, Infinity]))).toBeUndefined();
});

test('what has a place in the event loop, and a run that is kept alive, need the clock', async () => {
  const immediate = await why((sim) => {
    sim.task('a', () => new Promise((resolve) => void setImmediate(resolve)));
  });
  expect(immediate).toContain('`a: immediate');
  const kept = await why((sim) => {
    sim.keepAlive(100);
    sim.task('a', () => {});
  });
  expect(kept).toBe('the run is kept alive for a time');
});

test('messages that wait behind others on a channel need the clock', async () => {
  const reason = await why((sim) => {
    const channel = sim.channel('db');
    const call = sim.operation('call', { channel });
    sim.task('a', () => Promise.all([call.call('x', () => 1), call.call('y', () => 2)]));
  });
  expect(reason).toContain('a window, of its own');
});
