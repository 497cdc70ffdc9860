import { explore, type Scenario } from 'heddle';
import { expect, test } from 'vitest';
import creates from './creates.scenario.ts';
import fastPath from './fast-path.scenario.ts';

async function measures(scenario: unknown, variant: string): Promise<readonly number[]> {
  const result = await explore('refresh-holder/figures', scenario as Scenario, variant, { seed: 1, runs: 1 });
  return Object.values(result.measures ?? {});
}

test.each([
  ['s1-thread', [3, 2, 2]],
  ['s2-double-checked-lock', [1, 2, 2]],
  ['s3-shielded', [1, 1, 2]],
  ['hardened', [1, 1, 1]],
])('%s: three callers, cancelled once, cancelled twice create %j', async (variant, created) => {
  expect(await measures(creates, variant)).toEqual(created);
});

test.each([['s2-double-checked-lock'], ['s3-shielded']])(
  '%s takes its lock for a mark only',
  async (variant) => {
    const [unmarked, marked] = await measures(fastPath, variant);
    expect(unmarked).toBe(0);
    expect(marked).toBeGreaterThan(0);
  },
);
