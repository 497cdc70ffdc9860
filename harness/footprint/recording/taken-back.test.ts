import { describe, expect, it } from 'vitest';
import { Flight } from '../../core/flight.ts';
import type { OperationOptions } from '../../core/operation.ts';
import { type Picker, promptPicker } from '../../core/picker.ts';
import type { Sim } from '../../core/sim.ts';
import { simulate } from '../../program/simulate.ts';
import { conflict } from './conflict.ts';
import type { RecordedStep } from './recorded-step.ts';
import { FootprintRecorder } from './recorder.ts';

/** What ends calls that are in flight; also where they have come to an end before, of which nothing else may tell. */
const ENDER = 'ender';

/** A prompt run, but that each delivery of that name stalls. */
function stalling(name: string): Picker {
  return {
    pick: (point) => {
      const choice = promptPicker.pick(point);
      if (typeof choice === 'number' && point.pending.events[choice]?.type.name === name)
        point.delivery.fault = 'stall';
      return choice;
    },
  };
}

/** The steps of `body`, the last of each task or of each name of an event. */
async function lastSteps(
  body: (sim: Sim) => void,
  picker: Picker = promptPicker,
  menu: Record<string, string[]> = {},
): Promise<(name: string) => RecordedStep> {
  const recorder = new FootprintRecorder();
  await recorder.recordLater((watch) => simulate(body, { picker: watch(picker), menu }));
  return (name) => {
    const found = recorder.steps.findLast(({ task, event }) => task === name || event?.type.name === name);
    if (found === undefined) throw new Error(`no step of ${name}`);
    return found;
  };
}

/** One call is answered at 3 ms, where it has any answer; all that are in flight are given up at 9 ms or at 1 ms. */
function abandoned(atMs: number, options: OperationOptions, answer: () => unknown = () => 1) {
  return (sim: Sim): void => {
    const flight = new Flight();
    const call = sim.operation('call', { latencyMs: [2, 2], ...options });
    sim.task('caller', () => call.call(undefined, answer, { flight }).catch(() => {}), { startMs: [0, 0] });
    sim.task(ENDER, () => sim.abandon(flight, () => new Error('given up')), { startMs: [atMs, atMs] });
  };
}

/** What the server knows only once another task has told it, at 5 ms. */
function told(atMs: number, effect: 'delivery' | 'split') {
  return (sim: Sim): void => {
    let tell = (): void => {};
    const later = new Promise<void>((resolve) => {
      tell = resolve;
    });
    abandoned(atMs, { effect }, () => later)(sim);
    sim.task('teller', () => tell(), { startMs: [5, 5] });
  };
}

describe('who gives up calls in flight', () => {
  it('depends on a stalled request, and on a stalled reply', async () => {
    for (const name of ['call', 'call.reply']) {
      const steps = await lastSteps(abandoned(9, { effect: 'split' }), stalling(name), { call: ['stall'] });
      expect(conflict(steps(name), steps(ENDER)), name).toBe(true);
    }
  });

  it.each(['delivery', 'split'] as const)(
    'depends on what a server learns that answers later (%s)',
    async (effect) => {
      const steps = await lastSteps(told(4, effect));
      expect(steps('teller').step).toBeGreaterThan(steps(ENDER).step);
      expect(conflict(steps('teller'), steps(ENDER))).toBe(true);
    },
  );
});

it('what was under way on an unordered channel that has ended is lost, or has arrived: these depend on one another', async () => {
  const steps = await lastSteps((sim) => {
    const wire = sim.channel('wire', { order: 'any', latencyMs: [2, 2] });
    const call = sim.operation('call', { channel: wire });
    sim.task('caller', () => call.call(undefined, () => 1).catch(() => {}), { startMs: [0, 0] });
    sim.task(ENDER, () => wire.close(), { startMs: [1, 1] });
  }, lostLast);
  expect(steps('wire.lost').step).toBeGreaterThan(steps('call').step);
  expect(conflict(steps('wire.lost'), steps('call'))).toBe(true);
});

/** A prompt run, but that what is lost is lost as late as it can be. */
const lostLast: Picker = {
  pick: ({ pending, horizonMs }) => {
    const enabled = pending.events.filter((event) => pending.isEnabled(event, horizonMs));
    const next = enabled.find(({ type }) => type.name !== 'wire.lost') ?? enabled[0];
    return next === undefined ? 0 : pending.indexOf(next);
  },
};
