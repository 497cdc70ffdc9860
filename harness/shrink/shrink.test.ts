import { findingWith } from '../core/finding.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { Program } from '../program/program.ts';
import { scenario, type ScenarioDefinition } from '../scenario.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { type Case, Shrinker, type ShrinkOptions } from './shrink.ts';

const anyTime = { latencyMs: [0, Infinity] } as const;
const system = { id: 'shrunk', variants: { only: {} } };
const SIGNATURE = 'wrong-result/right';

/** `run` returns what says at the end whether all went wrong. */
function programOf<W>(
  run: (sim: Sim, workload: W) => () => boolean,
  more: Partial<ScenarioDefinition<object, W>> = {},
): Program {
  const story = scenario<object, W>('shrunk', system, {
    ...more,
    invariants: ['right', 'other'],
    run(sim, _variant, workload) {
      const isWrong = run(sim, workload);
      return () => [
        { invariant: 'right', finding: isWrong() ? { kind: 'wrong-result', message: 'wrong' } : undefined },
      ];
    },
  });
  return new Program('shrunk/shrunk', story, 'only');
}

/** Shrinks what `schedule` leads to, which has to fail. */
function shrink(
  program: Program,
  workload: unknown,
  schedule: Schedule,
  options?: ShrinkOptions,
): Promise<Case> {
  return program.inSlice(() => {
    const recorded = program.follow(workload, schedule);
    expect(findingWith(recorded.run, SIGNATURE)).toBeDefined();
    return new Shrinker(program, SIGNATURE, options).shrink({ workload, ...recorded });
  });
}

/** Two tasks of calls `x1`, `x2`, … and a log of the order in which they came. */
function logOf(sim: Sim, tasks: Readonly<Record<string, number>>): string[] {
  const log: string[] = [];
  const call = sim.operation('call', anyTime);
  for (const [name, calls] of Object.entries(tasks)) {
    sim.task(name, async () => {
      for (let n = 1; n <= calls; n++) await call.call(n, () => log.push(`${name}${n}`));
    });
  }
  return log;
}

test('a workload of nine operations whose failure needs three is shrunk to three', async () => {
  const program = programOf<{ operations: number[] }>(
    (sim, { operations }) => {
      const add = sim.operation('add', anyTime);
      let sum = 0;
      sim.task('adder', async () => {
        for (const operation of operations) await add.call(operation, () => (sum += operation));
      });
      return () => operations.length >= 3 && sum >= 3;
    },
    { workload: fc.record({ operations: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }) }) },
  );
  const { workload, schedule } = await shrink(program, { operations: [4, 7, 1, 9, 2, 2, 5, 8, 3] }, []);
  expect({ workload, schedule }).toEqual({ workload: { operations: [1, 1, 1] }, schedule: [] });
});

test('a smaller workload that fails under other ids only is found by searching it', async () => {
  const program = programOf<{ calls: number }>(
    (sim, { calls }) => {
      const log = logOf(sim, { a: calls, b: calls });
      // The damage comes when the last call of b overtakes the last of a: it has another id in each workload.
      return () => log.indexOf(`b${calls}`) < log.indexOf(`a${calls}`);
    },
    { workload: fc.record({ calls: fc.integer({ min: 1, max: 5 }) }) },
  );
  const { workload, schedule } = await shrink(program, { calls: 5 }, [
    { type: 'hold', event: 'a: call(5)#1', until: 'b: call(5)#1' },
  ]);
  expect(workload).toEqual({ calls: 1 });
  expect(schedule).toHaveLength(1);
});

test('a workload that fast-check cannot shrink by itself, because it was mapped, becomes smaller all the same', async () => {
  const program = programOf<{ rows: number[] }>(
    (sim, { rows }) => {
      logOf(sim, { a: rows.length });
      return () => rows.length >= 2;
    },
    {
      workload: fc
        .integer({ min: 0, max: 9 })
        .map((count) => ({ rows: Array.from({ length: count }, (_, i) => i) })),
    },
  );
  const { workload } = await shrink(program, { rows: [0, 1, 2, 3, 4, 5, 6, 7] }, []);
  expect(workload).toEqual({ rows: [0, 1] });
});

test('where one hold of another event suffices, two are not kept', async () => {
  const program = programOf((sim) => {
    const log = logOf(sim, { a: 3, b: 3 });
    return () => {
      const order = log.join(' ');
      return order === 'b1 a1 b2 b3 a2 a3' || order === 'b1 b2 b3 a1 a2 a3';
    };
  });
  const { schedule } = await shrink(program, {}, [
    { type: 'hold', event: 'a: call(1)#1', until: 'b: call(1)#1' },
    { type: 'hold', event: 'a: call(2)#1', until: 'b: call(3)#1' },
  ]);
  expect(schedule).toEqual([{ type: 'hold', event: 'a: call(1)#1', until: 'b: call(3)#1' }]);
});

test('a fault and a hold become a fault where another fault alone suffices, and a hold where that does', async () => {
  const faults = { budget: 1, operations: { send: ['error'] } };
  const failing = (isWrong: (failed: readonly string[], order: string) => boolean): Program =>
    programOf(
      (sim) => {
        const send = sim.operation('send', anyTime);
        const failed: string[] = [];
        const log: string[] = [];
        for (const name of ['a', 'b', 'c']) {
          sim.task(name, () =>
            send
              .call(name, () => log.push(name))
              .catch(() => {
                failed.push(name);
              }),
          );
        }
        return () => isWrong(failed, log.join(''));
      },
      { faults },
    );
  const both: Schedule = [
    { type: 'hold', event: 'b: send(b)#1', until: 'c: send(c)#1' },
    { type: 'fail', event: 'a: send(a)#1', fault: 'error' },
  ];
  const fault = failing((failed, order) => (failed[0] === 'a' && order === 'cb') || failed[0] === 'c');
  expect((await shrink(fault, {}, both)).schedule).toEqual([
    { type: 'fail', event: 'c: send(c)#1', fault: 'error' },
  ]);
  const hold = failing((failed, order) => (failed[0] === 'a' && order === 'cb') || order.startsWith('c'));
  const { schedule } = await shrink(hold, {}, both);
  expect(schedule.map(({ type }) => type)).toEqual(['hold', 'hold']);
});

test('exceptions that speak of the same late occurrence move to an early one together', async () => {
  const program = programOf((sim) => {
    const log: string[] = [];
    const call = sim.operation('call', anyTime);
    const beat = sim.operation('beat', anyTime);
    sim.task('worker', () => call.call(undefined, () => log.push('work')));
    sim.task('ticker', async () => {
      for (let n = 1; n <= 10; n++) {
        await call.call(undefined, () => log.push(`tick${n}`));
        void beat.call(undefined, () => log.push(`beat${n}`));
        if (log.includes('work')) break;
      }
    });
    sim.task('closer', () => call.call(undefined, () => log.push('close')), { late: true });
    return () => {
      const tick = log[log.indexOf('work') - 1] ?? '';
      return tick.startsWith('tick') && log.indexOf(tick.replace('tick', 'beat')) > log.indexOf('close');
    };
  });
  const { schedule, run } = await shrink(program, {}, [
    { type: 'hold', event: 'worker: call#1', until: 'ticker: call#9' },
    { type: 'hold', event: 'ticker: beat#9', until: 'closer: call#1' },
  ]);
  expect(JSON.stringify(schedule)).not.toMatch(/#[2-9]/);
  expect(run.step).toBeLessThan(12);
});

test('a smaller case that fails in another way is refused', async () => {
  const program = programOf<{ calls: number }>(
    (sim, { calls }) => {
      const log = logOf(sim, { a: calls, b: 1 });
      if (calls < 3) sim.violation('deadlock', 'other', 'another failure');
      return () => calls >= 3 && log[0] === 'b1';
    },
    { workload: fc.record({ calls: fc.integer({ min: 1, max: 6 }) }) },
  );
  const { workload, run } = await shrink(program, { calls: 6 }, [
    { type: 'hold', event: 'a: start#1', until: 'b: call(1)#1' },
  ]);
  expect(workload).toEqual({ calls: 3 });
  expect(findingWith(run, SIGNATURE)).toBeDefined();
});

test('shrinking keeps to its budget of replays and tells how far it is', async () => {
  const program = programOf((sim) => {
    const log = logOf(sim, { a: 6, b: 6, c: 6 });
    return () => log[0] === 'c1' && log[1] === 'b1' && log[2] === 'a1';
  });
  const told: number[] = [];
  const schedule: Schedule = [
    { type: 'hold', event: 'a: call(1)#1', until: 'b: call(1)#1' },
    { type: 'hold', event: 'b: call(1)#1', until: 'c: call(1)#1' },
    ...Array.from({ length: 5 }, (_, i) => ({
      type: 'hold' as const,
      event: `a: call(${i + 2})#1`,
      until: `c: call(${i + 2})#1`,
    })),
  ];
  const { run } = await shrink(program, {}, schedule, {
    replaysMax: 250,
    onProgress: ({ replays, replaysMax }) => told.push(replays, replaysMax),
  });
  expect(told).toEqual([100, 250, 200, 250]);
  expect(findingWith(run, SIGNATURE)).toBeDefined();
});
