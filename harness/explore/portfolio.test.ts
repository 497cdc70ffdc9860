import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { type Scenario, scenario, type ScenarioDefinition } from '../scenario.ts';
import { explore } from './explore.ts';
import type { ExploreOptions } from './explore-options.ts';
import { Explorer } from './explorer.ts';
import { pctcp } from '../strategies/pctcp.ts';
import { Program } from '../program/program.ts';
import { replaySeed } from '../replay/replay.ts';
import { formatSeed } from './seed.ts';
import { portfolio } from '../strategies/portfolio.ts';
import { drawWorkloads } from '../program/workloads.ts';

const anyTime = { latencyMs: [0, Infinity] } as const;
const system = { id: 'sample', variants: { only: {} } };

function story(
  run: (sim: Sim, workload: { n: number }) => void,
  more: Partial<ScenarioDefinition<object, { n: number }>> = {},
): Scenario {
  return scenario<object, { n: number }>('a story', system, {
    invariants: [],
    ...more,
    run(sim, _variant, workload) {
      run(sim, workload);
      return () => [];
    },
  });
}

/** n tasks with two calls each. */
const busy = story(
  (sim, { n }) => {
    const call = sim.operation('call', anyTime);
    for (let i = 1; i <= n; i++) {
      sim.task(`t${i}`, async () => {
        await call.call(1, () => {});
        await call.call(2, () => {});
      });
    }
  },
  { workload: fc.record({ n: fc.integer({ min: 3, max: 5 }) }) },
);

async function seedsOf(one: Scenario, options: Partial<ExploreOptions> = {}): Promise<string[]> {
  const seeds: string[] = [];
  await explore('sample/busy', one, 'only', {
    seed: 1,
    runs: 60,
    ...options,
    beacon: (seed) => seeds.push(formatSeed(seed)),
  });
  return seeds;
}

test('the prompt run comes first, then every strategy has its turn', async () => {
  const names = (await seedsOf(busy)).map((seed) => seed.split('.')[2]);
  expect(names[0]).toBe('prompt');
  expect(names[1]).toBe('systematic');
  for (const { name } of portfolio) expect(names).toContain(name);
});

test('equal seeds make equal runs, in the same order', async () => {
  expect(await seedsOf(busy)).toEqual(await seedsOf(busy));
});

test('each workload is explored once, though it was drawn several times', () => {
  const workloads = drawWorkloads('sample/busy', busy, 1, 40);
  expect(workloads).toHaveLength(3);
});

test('every run of an exploration can be made again from its seed, on any of its workloads', async () => {
  const last = new Map<string, string>();
  for (const seed of await seedsOf(busy, { runs: 300 })) last.set(seed.split('.')[1] ?? '', seed);
  expect([...last.keys()]).toEqual(['0', '1', '2']);
  for (const seed of last.values()) {
    expect(await replaySeed('sample/busy', busy, 'only', seed)).toMatchObject({ status: 'passed' });
  }
});

test('examples come before what is drawn, all of them', () => {
  const withExamples: Scenario = { ...busy, examples: [{ n: 9 }, { n: 3 }] };
  const workloads = drawWorkloads('sample/busy', withExamples, 1, 40);
  expect(workloads.slice(0, 2)).toEqual([{ n: 9 }, { n: 3 }]);
  expect(workloads).toHaveLength(4);
  expect(drawWorkloads('sample/busy', withExamples, 1, 1)).toEqual([{ n: 9 }, { n: 3 }]);
});

/** Every strategy on its own finds the race of two increments. */
for (const strategy of [...portfolio, pctcp(1)]) {
  test(`${strategy.name} alone finds a lost update`, async () => {
    let counter = 0;
    let lost = 0;
    const racy = story((sim) => {
      const read = sim.operation('read', anyTime);
      const write = sim.operation('write', anyTime);
      counter = 0;
      for (const name of ['a', 'b']) {
        sim.task(name, async () => {
          const seen = await read.call(undefined, () => counter);
          await write.call(undefined, () => (counter = seen + 1));
        });
      }
    });
    const program = new Program('sample/racy', racy, 'only');
    const explorer = new Explorer(program, 1, [{}], { strategies: [strategy] });
    await program.inSlice(() => {
      for (let i = 0; i < 40 && explorer.next(); i++) if (counter < 2) lost += 1;
    });
    expect(lost).toBeGreaterThan(0);
  });
}

test('a background timer starves nobody, whatever its priority', async () => {
  const polling = story((sim) => {
    const call = sim.operation('call', anyTime);
    sim.task(
      'poller',
      async () => {
        for (;;) await new Promise((resolve) => setTimeout(resolve, 10));
      },
      { daemon: true },
    );
    sim.task('caller', async () => {
      for (let i = 1; i <= 3; i++) await call.call(i, () => {});
    });
  });
  const { exploration, verdict } = await explore('sample/polling', polling, 'only', { seed: 1, runs: 500 });
  expect(verdict).not.toBe('unknown');
  expect(exploration.steps / exploration.schedules).toBeLessThan(60);
});

const failing = story(() => {}, {});

test('an exploration stops at its virtual time, or at so many distinct failures', async () => {
  const slow = story((sim) => {
    sim.task('sleeper', () => new Promise((resolve) => setTimeout(resolve, 1_000)));
    sim.task('other', () => new Promise((resolve) => setTimeout(resolve, 900)));
  });
  const limited = await explore('sample/slow', slow, 'only', { seed: 1, runs: 500, virtualLimitMs: 20_000 });
  expect(limited.exploration.schedules).toBeLessThan(60);
  const broken: Scenario = {
    ...failing,
    invariants: ['never'],
    run: () => () => [{ invariant: 'never', finding: { kind: 'wrong-result', message: 'always' } }],
  };
  const bailed = await explore('sample/broken', broken, 'only', { seed: 1, runs: 500, failuresMax: 1 });
  expect(bailed.exploration.schedules).toBeLessThan(60);
  expect(bailed.findings).toHaveLength(1);
});

test('an exploration whose real time is over before it begins still makes runs', async () => {
  const calm = story((sim) => sim.task('calm', () => {}));
  const { exploration } = await explore('sample/calm', calm, 'only', { seed: 1, runs: 500, timeLimitMs: 0 });
  expect(exploration.schedules).toBeGreaterThan(0);
});

test('the statistics of a sample are told per strategy, with what it promises', async () => {
  const { exploration } = await explore('sample/busy', busy, 'only', { seed: 1, runs: 400 });
  const byName = new Map(exploration.strategies.map((facts) => [facts.name, facts]));
  const sampled = byName.get('pctcp-2');
  expect(sampled?.newOrderingChance).toBeGreaterThan(0);
  expect(sampled?.failureRateBound).toBeCloseTo(3 / (sampled?.schedules ?? 1), 10);
  expect(sampled?.guarantee).toMatch(/^An order of 2 events .* at least 0\.\d+, and all \d+ runs missed it/);
  expect(byName.get('systematic')).not.toHaveProperty('failureRateBound');
  expect(exploration.discovery.at(-1)).toEqual([exploration.schedules, exploration.distinct]);
});

test('complete enumeration alone, run to its end, is a proof; cut short, it is not', async () => {
  const small = story((sim) => {
    const call = sim.operation('call', anyTime);
    for (const name of ['a', 'b', 'c']) sim.task(name, () => call.call(name, () => {}));
  });
  const proof = await explore('sample/small', small, 'only', { seed: 1, runs: 500, strategies: ['all'] });
  expect(proof.verdict).toBe('exhausted');
  expect(proof.exploration.covers).toMatch(/^all 90 schedules of the only workload with no faults explored/);
  const cut = await explore('sample/small', small, 'only', { seed: 1, runs: 50, strategies: ['all'] });
  expect(cut.verdict).toBe('not-found');
});
