import { explore, held, type Scenario, type ScenarioResult, scenario } from 'heddle';
import { afterEach, expect, test, vi } from 'vitest';
import { exhaustive, portfolio, strategyNames } from '../../harness/strategies/portfolio.ts';
import { pctcp } from '../../harness/strategies/pctcp.ts';
import { randomHolds } from '../../harness/strategies/random-holds.ts';
import type { Strategy, StrategyPicker } from '../../harness/strategies/strategy.ts';
import alternatingTasks from './alternating-tasks.scenario.ts';
import crossedPairs from './crossed-pairs.scenario.ts';
import lateMixture from './late-mixture.scenario.ts';
import overtakenWrite from './overtaken-write.scenario.ts';
import reversedWrites from './reversed-writes.scenario.ts';
import starvedWrites from './starved-writes.scenario.ts';

/** What the main job runs, as it runs it. */
const canaries: readonly Scenario[] = [
  overtakenWrite,
  crossedPairs,
  alternatingTasks,
  starvedWrites,
  lateMixture,
  reversedWrites,
].map((canary) => canary as Scenario);
const deep = canaries.filter((canary) => canary !== overtakenWrite);
const strategies: readonly Strategy[] = [...portfolio, exhaustive];

afterEach(() => {
  vi.restoreAllMocks();
});

function named(name: string): Strategy {
  const strategy = strategies.find((candidate) => candidate.name === name);
  if (strategy === undefined) throw new Error(`no strategy is called ${name}`);
  return strategy;
}

function sing(canary: Scenario, variant: string): Promise<ScenarioResult> {
  return explore('canaries/one', canary, variant, { seed: 1, runs: 2000, shrink: false });
}

/** Titles of those that are not as expected. */
async function silent(from: readonly Scenario[], variant: string): Promise<readonly string[]> {
  const results: ScenarioResult[] = [];
  for (const canary of from) {
    if (variant in canary.system.variants) results.push(await sing(canary, variant));
  }
  return results.filter(({ asExpected }) => !asExpected).map(({ title }) => title);
}

function titles(from: readonly Scenario[], variant: string): readonly string[] {
  return from.filter(({ system }) => variant in system.variants).map(({ title }) => title);
}

test('every strategy that a user may choose has a shallow canary and a deep one', () => {
  expect(Object.keys(overtakenWrite.system.variants).sort()).toEqual([...strategyNames].sort());
  for (const name of strategyNames) expect([name, titles(deep, name).length]).toEqual([name, 1]);
});

test.each(strategies)('the canaries of $name live, and die with it', async (strategy) => {
  expect(await silent(canaries, strategy.name)).toEqual([]);
  vi.spyOn(strategy, 'plan').mockImplementation(function* () {});
  expect(await silent(canaries, strategy.name)).toEqual(titles(canaries, strategy.name));
});

test('where one strategy is dead, the others are as expected', async () => {
  vi.spyOn(exhaustive, 'plan').mockImplementation(function* () {});
  for (const { name } of portfolio) expect([name, await silent(canaries, name)]).toEqual([name, []]);
});

test.each(portfolio.filter(({ samples }) => samples))(
  'the canaries of $name die where its runs are all prompt',
  async (strategy) => {
    const prompt: StrategyPicker = { pick: ({ pending, horizonMs }) => pending.first(horizonMs) };
    vi.spyOn(strategy, 'picker').mockReturnValue(prompt);
    expect(await silent(canaries, strategy.name)).toEqual(titles(canaries, strategy.name));
  },
);

test.each(portfolio.filter(({ samples }) => samples))(
  'a third of its runs show the deep canary of $name three times at least',
  async ({ name }) => {
    for (const canary of deep.filter(({ system }) => name in system.variants)) {
      const { exploration } = await sing({ ...canary, runs: (canary.runs ?? 0) / 3 }, name);
      expect(exploration.failing).toBeGreaterThanOrEqual(3);
    }
  },
);

test.each([
  { name: 'holds-2', weaker: randomHolds(1) },
  { name: 'holds-3', weaker: randomHolds(2) },
  { name: 'holds-3', weaker: randomHolds(1) },
  { name: 'pctcp-2', weaker: pctcp(1) as Strategy },
  { name: 'pctcp-3', weaker: pctcp(2) as Strategy },
  { name: 'pctcp-5', weaker: pctcp(3) as Strategy },
  { name: 'pctcp-5', weaker: pctcp(2) as Strategy },
  { name: 'walk', weaker: named('pos') },
  { name: 'walk', weaker: pctcp(5) as Strategy },
  { name: 'pos', weaker: named('walk') },
  { name: 'pos', weaker: randomHolds(3) },
  { name: 'surw', weaker: named('walk') },
  { name: 'surw', weaker: named('pos') },
  { name: 'surw', weaker: pctcp(5) as Strategy },
])('the deep canary of $name dies where it does as $weaker.name', async ({ name, weaker }) => {
  const strategy = named(name);
  vi.spyOn(strategy, 'plan').mockImplementation(weaker.plan);
  vi.spyOn(strategy, 'picker').mockImplementation(weaker.picker);
  expect(await silent(deep, name)).toEqual(titles(deep, name));
});

test.each([1, 2])(
  'the deep canary of systematic dies where no schedule has more exceptions than %s',
  async (most) => {
    const systematic = named('systematic');
    const { plan } = systematic;
    vi.spyOn(systematic, 'plan').mockImplementation(function* (setting) {
      const runs = plan(setting);
      for (let next = runs.next(); next.done !== true;) {
        if ((systematic.level?.(next.value) ?? 0) > most) return;
        next = runs.next(yield next.value);
      }
    });
    expect(await silent(deep, 'systematic')).toEqual(titles(deep, 'systematic'));
  },
);

test('the deep canary of all dies where the last order is left out', async () => {
  const { plan } = exhaustive;
  vi.spyOn(exhaustive, 'plan').mockImplementation(function* (setting) {
    const runs = plan(setting);
    let next = runs.next();
    for (let made = 1; made < 120 && next.done !== true; made++) next = runs.next(yield next.value);
  });
  expect(await silent(deep, 'all')).toEqual(titles(deep, 'all'));
});

test('what complete enumeration does not find is said to be exhausted, and nothing else is', async () => {
  const { invariants, system, strategies: eachAlone } = overtakenWrite;
  const calm = scenario('three writes, and none is wrong', system, {
    invariants,
    ...(eachAlone !== undefined && { strategies: eachAlone }),
    runs: 200,
    run(sim) {
      const write = sim.operation('write', { latencyMs: [0, Infinity] });
      for (const name of ['first', 'second', 'third']) sim.task(name, () => write.call(name, () => name));
      return () => invariants.map((invariant) => held(invariant));
    },
  });
  for (const name of strategyNames) {
    const { verdict } = await sing(calm, name);
    expect([name, verdict]).toEqual([name, name === 'all' ? 'exhausted' : 'not-found']);
  }
});
