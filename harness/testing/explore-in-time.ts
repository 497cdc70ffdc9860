import { explore } from '../explore/explore.ts';
import type { ExploreOptions } from '../explore/explore-options.ts';
import type { RunSeed } from '../explore/seed.ts';
import { TimeUp } from '../node/bounded.ts';
import type { ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { fileOfTest } from '../test-id.ts';
import { Beacon } from '../workers/beacon.ts';
import { describeStuck, stuckIn } from '../workers/stuck.ts';
import { watchedScenario } from '../workers/watched-scenario.ts';

/** A little less than the runner gives: its own timer cannot fire while a run does not come back. */
const SHARE_OF_TIMEOUT = 0.9;

/**
 * Explores in the thread of a test runner.
 * @param timeoutMs real milliseconds after which the runner gives up
 * @throws Error that names the run which does not come back
 */
export async function exploreInTime<V, W>(
  id: string,
  scenario: Scenario<V, W>,
  variant: string,
  options: ExploreOptions,
  timeoutMs: number,
): Promise<ScenarioResult> {
  const comesBackMs = Math.ceil(timeoutMs * SHARE_OF_TIMEOUT);
  const beacon = new Beacon();
  const announce = (seed: RunSeed): void => beacon.announce(seed);
  try {
    return await explore(id, watchedScenario(scenario, beacon), variant, {
      ...options,
      comesBackMs,
      beacon: announce,
    });
  } catch (error) {
    if (!(error instanceof TimeUp)) throw error;
    const stuck = stuckIn(beacon, { limitSeconds: comesBackMs / 1000 });
    const what = fileOfTest(id) === undefined ? `${id} ${variant}` : undefined;
    throw new Error(describeStuck(stuck, what), { cause: error });
  }
}
