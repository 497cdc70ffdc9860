import { expect, it } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { simulate } from '../program/simulate.ts';
import type { TraceStep } from './step.ts';
import { Tracer } from './tracer.ts';

async function stepsOf(program: (sim: Sim) => void): Promise<readonly TraceStep[]> {
  const tracer = new Tracer();
  const run = await simulate((sim) => program(sim), { observer: tracer });
  expect(run.findings).toEqual([]);
  return tracer.steps;
}

it('a watched value is in each step where it changed, deep inside of the same object too', async () => {
  const steps = await stepsOf((sim) => {
    const get = sim.operation('get');
    const jobs = { open: [] as string[], done: new Map<string, number>() };
    sim.watch('jobs', () => jobs);
    sim.watch('count', () => jobs.open.length);
    sim.task('worker', async () => {
      await get.call('quiet', () => {});
      await get.call('push', () => {});
      jobs.open.push('a');
      await get.call('map', () => {});
      jobs.done.set('a', 1);
    });
  });
  expect(steps.map(({ state }) => state)).toEqual([
    { jobs: { open: [], done: {} }, count: 0 },
    undefined,
    undefined,
    { jobs: { open: ['a'], done: {} }, count: 1 },
    { jobs: { open: ['a'], done: { a: 1 } } },
  ]);
});

it('a value that throws, or comes round to itself, is told where it does', async () => {
  const ring: Record<string, unknown> = {};
  ring['self'] = ring;
  let broken = false;
  const steps = await stepsOf((sim) => {
    sim.watch('ring', () => ring);
    sim.watch('broken', () => {
      if (broken) throw new Error('no more');
      return 'whole';
    });
    sim.task('a', () => void (broken = true));
  });
  expect(steps.map(({ state }) => state)).toEqual([
    { ring: { self: '[cyclic]' }, broken: 'whole' },
    { broken: '[threw Error: no more]' },
  ]);
});

it('only a function can be watched', async () => {
  await expect(stepsOf((sim) => sim.watch('n', 1 as never))).rejects.toThrow("sim.watch('n', () => value)");
});

it('a note is in the step in which it was made, with its task where that is another', async () => {
  const steps = await stepsOf((sim) => {
    sim.note('set-up');
    let wake = (): void => {};
    const gate = new Promise<void>((resolve) => (wake = resolve));
    sim.task('sleeper', async () => {
      await gate;
      sim.note('woken');
    });
    sim.task('waker', () => {
      sim.note('waking');
      wake();
    });
  });
  expect(steps.map(({ notes }) => notes)).toEqual([['set-up'], undefined, ['waking', 'sleeper: woken']]);
});
