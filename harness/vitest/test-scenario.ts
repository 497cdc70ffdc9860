import { describe, test } from 'vitest';
import { RUNS_DEFAULT, SEED_DEFAULT } from '../explore/explore-options.ts';
import type { Scenario } from '../scenario.ts';
import { exploreInTime } from '../testing/explore-in-time.ts';
import { TIMEOUT_MS_DEFAULT } from '../testing/test-options.ts';
import { UnexpectedVerdict } from '../testing/unexpected-verdict.ts';

/** How a scenario is explored inside vitest. */
export interface TestScenarioOptions {
  /** Where all chance comes from. Default 1. */
  readonly seed?: number;
  /** Schedules for each variant, unless the scenario says otherwise. Default 1,000. */
  readonly runs?: number;
  /** Only these variants. Default: all. */
  readonly variants?: readonly string[];
  /** Real milliseconds for one variant before vitest gives up. Default 30,000. */
  readonly timeoutMs?: number;
}

/**
 * Registers one vitest test for each variant of a scenario: it is explored, and the test fails where a verdict is not
 * as expected, with the damage, the cause and the command that replays it.
 * @param id `<component>/<story>`, as the path of the scenario's file says: replaying finds it by that
 */
export function testScenario<V, W>(
  id: string,
  scenario: Scenario<V, W>,
  options: TestScenarioOptions = {},
): void {
  const { seed = SEED_DEFAULT, runs = RUNS_DEFAULT, timeoutMs = TIMEOUT_MS_DEFAULT } = options;
  const variants = options.variants ?? Object.keys(scenario.system.variants);
  describe(`${scenario.system.id}: ${scenario.title}`, () => {
    test.each(variants)('%s', { timeout: timeoutMs }, async (variant) => {
      const result = await exploreInTime(id, scenario, variant, { seed, runs }, timeoutMs);
      if (!result.asExpected) throw new UnexpectedVerdict(result);
    });
  });
}
