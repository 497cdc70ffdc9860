import { RUNS_DEFAULT, SEED_DEFAULT } from '../explore/explore-options.ts';
import { replaySchedule } from '../replay/replay.ts';
import type { ScenarioResult } from '../result.ts';
import { testIdOf, type TestPlace } from '../test-id.ts';
import { askedReplay } from './asked-replay.ts';
import {
  type BodyScenario,
  bodyScenario,
  TEST_INVARIANT,
  TEST_VARIANT,
  type TestBody,
} from './body-scenario.ts';
import { exploreInTime } from './explore-in-time.ts';
import { replayTest } from './replay-test.ts';
import { chosenStrategies, type TestOptions, TIMEOUT_MS_DEFAULT } from './test-options.ts';
import { UnexpectedVerdict } from './unexpected-verdict.ts';

/**
 * Runs the body of a test in each interleaving, or in the one that is to be seen again.
 * @throws UnexpectedVerdict where anything is wrong in any of them
 */
export async function runTest<W>(
  place: TestPlace,
  body: TestBody<W>,
  options: TestOptions<W> = {},
): Promise<void> {
  const id = testIdOf(place);
  const { seed = SEED_DEFAULT, runs = RUNS_DEFAULT, timeoutMs = TIMEOUT_MS_DEFAULT } = options;
  const test = bodyScenario(place.file, place.names.join(' > '), body, options);
  const asked = askedReplay();
  if (asked !== undefined) return replayTest(id, test, asked);
  const strategies = chosenStrategies(options);
  const result = await exploreInTime(
    id,
    test.scenario,
    TEST_VARIANT,
    { seed, runs, ...(strategies !== undefined && { strategies }) },
    timeoutMs,
  );
  if (!result.asExpected) throw new UnexpectedVerdict(result, { cause: await thrownIn(id, test, result) });
}

/** What the body threw in the run that is told; undefined where it did not throw. */
async function thrownIn(
  id: string,
  { scenario, thrown }: BodyScenario,
  result: ScenarioResult,
): Promise<unknown> {
  const told = result.findings.find(({ invariant }) => invariant === TEST_INVARIANT);
  if (told === undefined) return undefined;
  const { workload, schedule } = told;
  await replaySchedule(id, scenario, TEST_VARIANT, { workload, schedule });
  return thrown()?.error;
}
