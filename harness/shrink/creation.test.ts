import { expect, test } from 'vitest';
import { promptPicker } from '../core/picker.ts';
import type { Run } from '../core/run.ts';
import type { Sim } from '../core/sim.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { comesOf, makerOf } from './creation.ts';

/** The prompt run of some tasks. */
function runOf(setUp: (sim: Sim) => void): Promise<Run> {
  const system = { id: 'made', variants: { only: {} } };
  const story = scenario('made', system, {
    invariants: ['none'],
    run(sim) {
      setUp(sim);
      return () => [];
    },
  });
  const program = new Program('made/made', story, 'only');
  return program.inSlice(() => program.run({}, promptPicker));
}

function placeOf(run: Run, id: string): number {
  return run.delivered.findIndex((event) => run.idOf(event) === id);
}

test('an event comes of all that led to it, and of nothing that only came before it', async () => {
  const run = await runOf((sim) => {
    const call = sim.operation('call', { latencyMs: [5, 5] });
    for (const name of ['a', 'b']) {
      sim.task(name, async () => {
        for (let n = 1; n <= 3; n++) await call.call(n, () => {});
      });
    }
  });
  const [start, first, third] = ['a: start#1', 'a: call(1)#1', 'a: call(3)#1'].map((id) => placeOf(run, id));
  const other = placeOf(run, 'b: call(1)#1');
  expect([start, first, third, other]).not.toContain(-1);
  expect(makerOf(run, start ?? -1)).toBe(-1);
  expect(makerOf(run, first ?? -1)).toBe(start);
  expect(comesOf(run, third ?? -1, start ?? -1)).toBe(true);
  expect(comesOf(run, third ?? -1, first ?? -1)).toBe(true);
  expect(other).toBeLessThan(third ?? -1);
  expect(comesOf(run, third ?? -1, other)).toBe(false);
});

test('what several events of one turn make is told apart', async () => {
  const run = await runOf((sim) => {
    for (const name of ['a', 'b', 'c']) {
      sim.task(name, async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        setImmediate(() => {});
      });
    }
  });
  for (const name of ['a', 'b', 'c']) {
    const immediate = run.delivered.findIndex(
      ({ type, task }) => type.kind === 'immediate' && task.name === name,
    );
    const timer = run.delivered.findIndex(({ type, task }) => type.kind === 'timer' && task.name === name);
    expect(timer).toBeGreaterThan(-1);
    expect(makerOf(run, immediate)).toBe(timer);
  }
});
