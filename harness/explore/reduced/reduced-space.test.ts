import { describe, expect, it } from 'vitest';
import { recording } from '../../core/recording.ts';
import type { Sim } from '../../core/sim.ts';
import { Program } from '../../program/program.ts';
import { type Scenario, scenario } from '../../scenario.ts';
import { KeyValueStore } from '../../world/key-value-store.ts';
import { SharedMemory } from '../../world/shared-memory.ts';
import { type ReducedSpace, reducedSpace } from './reduced-space.ts';

type Extra = Pick<Scenario, 'faults'>;

/** What a scenario over services alone comes to: no code is instrumented. */
function space(run: (sim: Sim) => () => boolean, extra: Extra = {}, runsMax = 5_000): Promise<ReducedSpace> {
  const story = scenario(
    'story',
    { id: 'system', variants: { only: {} } },
    {
      invariants: ['holds'],
      ...extra,
      run(sim) {
        const holds = run(sim);
        return () => [
          {
            invariant: 'holds',
            finding: holds() ? undefined : { kind: 'broken-invariant', message: 'it does not' },
          },
        ];
      },
    },
  );
  const program = new Program('system/story', story, 'only');
  return reducedSpace(program, { workloads: [{}], firstMax: runsMax, runsMax, msMax: 60_000 });
}

const always = (): boolean => true;

describe('all schedules up to equivalent orders', () => {
  it('of three tasks with five steps each that share nothing are one run', async () => {
    const found = await space((sim) => {
      const call = sim.operation('call', { latencyMs: [0, Infinity] });
      for (const name of ['a', 'b', 'c'])
        sim.task(name, async () => {
          for (let i = 0; i < 5; i++) await call.call(name, () => i);
        });
      return always;
    });
    expect(found).toMatchObject({ isComplete: true, runs: 1 });
  });

  it('of two writes of one key are two, and stand for all', async () => {
    const found = await space((sim) => {
      const store = new KeyValueStore(sim);
      sim.task('a', () => store.put('x', 'a'));
      sim.task('b', () => store.put('x', 'b'));
      return always;
    });
    expect(found).toMatchObject({ isComplete: true, runs: 2, standsFor: 6, audited: 1 });
  });

  it('find a lost update, and give the schedule in which it is lost', async () => {
    const found = await space((sim) => {
      const memory = new SharedMemory(sim);
      const add = async (): Promise<void> => {
        const before = (await memory.load<number>('count')) ?? 0;
        await memory.store('count', before + 1);
      };
      sim.task('a', add);
      sim.task('b', add);
      return () => memory.peek('count') === 2;
    });
    expect(found.isComplete).toBe(false);
    expect(found.failure).toBeDefined();
  });

  it('take faults and cancellations in', async () => {
    const found = await space(
      (sim) => {
        const store = new KeyValueStore(sim);
        sim.task('a', () => store.put('x', 'a').catch(() => {}));
        sim.task('b', () => store.put('y', 'b').catch(() => {}));
        return always;
      },
      { faults: { operations: { 'kv.put': ['error'] }, budget: 1 } },
    );
    expect(found).toMatchObject({ isComplete: true, audited: 1 });
  });

  it('are as the clock goes where code asks for the time', async () => {
    const found = await space((sim) => {
      const call = sim.operation('call');
      for (const name of ['a', 'b'])
        sim.task(name, async () => {
          await call.call(name, () => 1);
          void Date.now();
        });
      return always;
    });
    expect(found).toMatchObject({ isComplete: true, audited: 1, time: 'clock' });
    expect(found.whyClock).toMatch(/asks what time it is$/);
  });

  it('are not claimed where the runs do not end within the limit', async () => {
    const found = await space(
      (sim) => {
        const store = new KeyValueStore(sim);
        for (const name of ['a', 'b', 'c', 'd']) sim.task(name, () => store.put('x', name));
        return always;
      },
      {},
      3,
    );
    expect(found).toMatchObject({ isComplete: false, workloads: 0, unfinished: '3 runs were not all' });
    expect(found.doubt).toBeUndefined();
  });

  it('are not claimed where the same steps touch other things the next time', async () => {
    let runs = 0;
    const found = await space((sim) => {
      runs += 1;
      const store = new KeyValueStore(sim);
      sim.task('a', () => store.put(`x${runs}`, 'a'));
      sim.task('b', () => store.put('x', 'b'));
      sim.task('c', () => store.put('x', 'c'));
      return always;
    });
    expect(found.isComplete).toBe(false);
    expect(found.doubt).toMatch(
      /^`a: kv\.put\(x\d+\)#1` and `b: kv\.put\(x\)#1` were swapped, .* cannot go on/,
    );
  });

  it('are not claimed where a step touches something else the next time, which is named', async () => {
    let runs = 0;
    const found = await space((sim) => {
      const run = (runs += 1);
      const store = new KeyValueStore(sim);
      const call = sim.operation('call', { latencyMs: [0, Infinity] });
      sim.task('a', () => call.call('a', () => recording.to?.write('rows', `row ${run}`)));
      sim.task('b', () => store.put('x', 'b'));
      sim.task('c', () => store.put('x', 'c'));
      return always;
    });
    expect(found.isComplete).toBe(false);
    expect(found.doubt).toMatch(
      /^`a: call\(a\)#1` touches entry row \d+ of rows in one of two runs, and not in the other, though both have made the same steps before$/,
    );
  });
});

describe('where steps share what nobody sees', () => {
  const hidden = (sim: Sim): (() => boolean) => {
    const order: string[] = [];
    const call = sim.operation('call', { latencyMs: [0, Infinity] });
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      sim.task(name, () => call.call(name, () => order.push(name)));
    sim.watch('first', () => order[0]);
    return always;
  };

  it('a swap shows it, and the doubt names both steps and what is different', async () => {
    const found = await space(hidden);
    expect(found).toMatchObject({ isComplete: false });
    expect(found.doubt).toMatch(
      /^`\w: call\(\w\)#1` and `\w: call\(\w\)#1` were swapped, which are said to be independent: state\.first is "\w", and was "\w"$/,
    );
  });

  it('a swap shows it where time is as the engine counts it, too', async () => {
    const found = await space((sim) => {
      sim.keepAlive(1);
      return hidden(sim);
    });
    expect(found).toMatchObject({ isComplete: false, time: 'clock' });
    expect(found.doubt).toContain('were swapped, which are said to be independent: state.first is');
  });
});

it('neighbours are swapped where time is as the engine counts it, as long as both may come at one moment', async () => {
  const found = await space((sim) => {
    sim.keepAlive(1);
    const call = sim.operation('call', { latencyMs: [0, Infinity] });
    for (const name of ['a', 'b', 'c'])
      sim.task(name, async () => {
        await call.call(name, () => 1);
        await call.call(name, () => 2);
      });
    return always;
  });
  expect(found).toMatchObject({ isComplete: true, time: 'clock' });
  expect(found.swapped).toBeGreaterThan(0);
});
