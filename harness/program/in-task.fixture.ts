import { expect } from 'vitest';
import type { Run } from '../core/run.ts';
import type { Sim } from '../core/sim.ts';
import { simulate, type SimulateOptions } from './simulate.ts';

export type TaskBody<T> = (sim: Sim) => T | Promise<T>;

export interface RanInTask<T> {
  readonly run: Run;
  readonly value: T;
  /** What was delivered after the start of the task, without its name. */
  readonly events: readonly string[];
}

/** Runs `body` as the one task of a run, of which there is nothing to find. Default: on a simulated Node. */
export async function inTask<T>(body: TaskBody<T>, options: SimulateOptions = {}): Promise<RanInTask<T>> {
  const values: T[] = [];
  const run = await simulate((sim) => void sim.task('t', async () => void values.push(await body(sim))), {
    node: true,
    ...options,
  });
  expect(run.findings).toEqual([]);
  expect(values.length).toBe(1);
  return {
    run,
    value: values[0] as T,
    events: run.delivered.slice(1).map((event) => run.idOf(event).slice('t: '.length)),
  };
}

/** What `body` answers, as the one task of a run. */
export async function answerOf<T>(body: TaskBody<T>, options?: SimulateOptions): Promise<T> {
  return (await inTask(body, options)).value;
}
