import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { type Beside, passingBeside } from './passing-beside.ts';

/** What is beside the prompt run, which has to fail. `run` returns what says at the end whether all went wrong. */
function besidePrompt(step: number, run: (sim: Sim) => () => boolean): Promise<Beside | undefined> {
  const story = scenario<object, null>(
    'beside',
    { id: 'beside', variants: { only: {} } },
    {
      invariants: ['right'],
      run(sim) {
        const isWrong = run(sim);
        return () => [
          { invariant: 'right', finding: isWrong() ? { kind: 'wrong-result', message: 'wrong' } : undefined },
        ];
      },
    },
  );
  const program = new Program('beside/beside', story, 'only');
  return program.inSlice(() => {
    const failing = program.follow(null, []);
    expect(failing.run.findings).toHaveLength(1);
    return passingBeside(program, { workload: null, ...failing }, step);
  });
}

/** Three calls each of a and b, which take equally long; `log` says in which order they came. */
function logOf(sim: Sim): string[] {
  const log: string[] = [];
  const call = sim.operation('call', { latencyMs: [1, Infinity] });
  for (const task of ['a', 'b']) {
    sim.task(task, async () => {
      for (let n = 1; n <= 3; n++) await call.call(n, () => log.push(`${task}${n}`));
    });
  }
  return log;
}

test('a run that fails promptly passes with one event held, the nearest to the damage, for as short as will do', async () => {
  const beside = await besidePrompt(8, (sim) => {
    const log = logOf(sim);
    return () => log.indexOf('a2') < log.indexOf('b2');
  });
  expect(beside?.added).toEqual({ type: 'hold', event: 'a: call(2)#1', until: 'b: call(2)#1' });
  expect(beside?.schedule).toEqual([beside?.added]);
});

test('nothing is held that comes after the damage', async () => {
  const beside = await besidePrompt(2, (sim) => {
    const log = logOf(sim);
    return () => log.indexOf('a2') < log.indexOf('b2');
  });
  expect(beside?.added.event).toBe('a: start#1');
});

test('there is none where it fails in every order', async () => {
  expect(
    await besidePrompt(8, (sim) => {
      const log = logOf(sim);
      return () => log.length === 6;
    }),
  ).toBeUndefined();
});
