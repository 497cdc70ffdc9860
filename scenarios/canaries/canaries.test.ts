import { explore } from 'heddle';
import { afterEach, expect, test, vi } from 'vitest';
import type { StrategyPicker } from '../../harness/strategies/strategy.ts';
import { exhaustive, portfolio, strategyNames } from '../../harness/strategies/portfolio.ts';
import overtakenWrite from './overtaken-write.scenario.ts';

const ID = 'canaries/overtaken-write';

afterEach(() => {
  vi.restoreAllMocks();
});

async function isAsExpected(variant: string): Promise<boolean> {
  const { asExpected } = await explore(ID, overtakenWrite, variant, { seed: 1, runs: 200, shrink: false });
  return asExpected;
}

test('every strategy that a user may choose has a canary', () => {
  expect(Object.keys(overtakenWrite.system.variants).sort()).toEqual([...strategyNames].sort());
});

test.each([...portfolio, exhaustive])('the canary of $name lives, and dies with it', async (strategy) => {
  expect(await isAsExpected(strategy.name)).toBe(true);
  vi.spyOn(strategy, 'plan').mockImplementation(function* () {});
  expect(await isAsExpected(strategy.name)).toBe(false);
});

test('where one strategy is dead, the others are as expected', async () => {
  vi.spyOn(exhaustive, 'plan').mockImplementation(function* () {});
  for (const { name } of portfolio) expect([name, await isAsExpected(name)]).toEqual([name, true]);
});

test.each(portfolio.filter(({ samples }) => samples))(
  'the canary of $name dies where its runs are all prompt',
  async (strategy) => {
    const prompt: StrategyPicker = { pick: ({ pending, horizonMs }) => pending.first(horizonMs) };
    vi.spyOn(strategy, 'picker').mockReturnValue(prompt);
    expect(await isAsExpected(strategy.name)).toBe(false);
  },
);
