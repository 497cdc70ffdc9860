import { expect, test } from 'vitest';
import type { Run } from '../core/run.ts';
import type { Sim } from '../core/sim.ts';
import { anyTime, programOf } from '../explore/enumerate.fixture.ts';
import { countHolds } from '../schedule/exceptions.ts';
import { enumeration } from './enumeration.ts';
import type { Program } from '../program/program.ts';
import { pickersOf } from './pickers-of.ts';
import { profiled } from './profiled.fixture.ts';
import type { Parameters, Strategy } from './strategy.ts';
import { systematic } from './systematic.ts';

interface Made {
  readonly parameters: Parameters;
  readonly order: string;
  readonly holds: number;
}

/** All runs of a strategy, as far as `wanted` lets it go. */
function runsOf(
  one: Program,
  strategy: Strategy,
  wanted: (parameters: Parameters) => boolean,
): Promise<Made[]> {
  return one.inSlice(() => {
    const made: Made[] = [];
    for (const { parameters, picker } of pickersOf(strategy, profiled(one))) {
      if (!wanted(parameters)) break;
      const { run, schedule } = one.record({}, picker);
      made.push({ parameters, order: orderOf(run), holds: countHolds(schedule) });
    }
    return made;
  });
}

function orderOf(run: Run): string {
  return run.delivered.map((event) => run.idOf(event)).join(' ');
}

/** Tasks with so many events each, the start being the first. */
function chains(...lengths: number[]) {
  return (sim: Sim): void => {
    const step = sim.operation('step', anyTime);
    lengths.forEach((length, i) => {
      sim.task(`t${i}`, async () => {
        for (let n = 1; n < length; n++) await step.call(undefined, () => {});
      });
    });
  };
}

/** One task waits for another, a third overtakes both, and a held reply decides what comes into being. */
function entangled(sim: Sim): void {
  const step = sim.operation('step', anyTime);
  let answered = false;
  const ready = deferred();
  sim.task('a', async () => {
    await step.call('a1', () => {});
    ready.resolve();
    if (!answered) await step.call('a2', () => {});
  });
  sim.task('b', async () => {
    await step.call('b1', () => (answered = true));
    await ready.promise;
    await step.call('b2', () => {});
  });
  sim.task('c', () => step.call('c1', () => {}));
}

const programs = { 'two chains': chains(4, 3), 'three chains': chains(3, 2, 2), entangled };

for (const [name, setUp] of Object.entries(programs)) {
  for (const k of [1, 2, 3]) {
    test(`${name}: systematic runs show every ordering with up to ${k} holds, and none twice`, async () => {
      const one = programOf(setUp);
      const upToK = (parameters: Parameters): boolean => (systematic.level?.(parameters) ?? 0) <= k;
      const made = await runsOf(one, systematic, upToK);
      const prompt = await runsOf(one, enumeration, (parameters) => parameters.length === 0);
      const all = await runsOf(one, enumeration, () => true);
      const orders = [...prompt, ...made].map(({ order }) => order);
      expect(orders.length).toBe(new Set(orders).size);
      const wanted = all.filter(({ holds }) => holds <= k).map(({ order }) => order);
      expect([...orders].sort()).toEqual([...new Set(wanted)].sort());
    });
  }
}

test('each fault, cancellation and crash comes alone, then with one hold', async () => {
  const one = programOf(
    (sim) => {
      const call = sim.operation('call', anyTime);
      sim.task('a', () => call.call('x', () => {}).catch(() => {}));
      sim.task('b', () => call.call('y', () => {}).catch(() => {}));
      sim.task('c', () => call.call('z', () => {}).catch(() => {}));
      sim.onRestart(() => {});
    },
    { faults: { operations: { call: ['error', 'stall'] }, crash: true } },
  );
  const alone = await runsOf(one, systematic, (parameters) => (systematic.level?.(parameters) ?? 0) <= 1);
  const struck = alone.filter(({ parameters }) => parameters[0] !== 0);
  // Two kinds of fault for each of three calls, a crash before each of six steps.
  expect(struck).toHaveLength(12);
  const pairs = await runsOf(one, systematic, (parameters) => (systematic.level?.(parameters) ?? 0) <= 2);
  const kinds = (parameters: Parameters): number[] => parameters.filter((_, i) => i % 3 === 0);
  expect(pairs.some(({ parameters }) => kinds(parameters).join() === '0,4')).toBe(true);
  expect(pairs.some(({ parameters }) => kinds(parameters).join() === '2,0')).toBe(true);
  // The budget is one fault.
  expect(pairs.every(({ parameters }) => kinds(parameters).filter((kind) => kind >= 2).length <= 1)).toBe(
    true,
  );
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
