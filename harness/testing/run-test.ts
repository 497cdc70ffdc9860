import { RUNS_DEFAULT, SEED_DEFAULT } from '../explore/explore-options.ts';
import { withCorpus } from '../corpus/with-corpus.ts';
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
import { keepTest, runKept } from './keep-test.ts';
import { recordTest } from './record-test.ts';
import { replayTest } from './replay-test.ts';
import { checkTestOptions, chosenStrategies, type TestOptions, TIMEOUT_MS_DEFAULT } from './test-options.ts';
import { UnexpectedVerdict } from './unexpected-verdict.ts';

/**
 * Runs the body of a test in each interleaving, the kept ones first, or in the one that is to be seen again.
 * @param session the same object for all tests that the runner runs of a file, another when it runs the file again
 * @throws UnexpectedVerdict where anything is wrong in any of them
 */
export async function runTest<W>(
  place: TestPlace,
  session: object,
  body: TestBody<W>,
  options: TestOptions<W> = {},
): Promise<void> {
  const id = testIdOf(place);
  checkTestOptions(options);
  const test = bodyScenario(place.file, place.names.join(' > '), body, options);
  const asked = askedReplay();
  if (asked !== undefined) return replayTest(id, test, asked);
  const startedAt = new Date();
  const { seed = SEED_DEFAULT, runs = RUNS_DEFAULT } = options;
  const result = await exploreTest(place, test, { ...options, seed, runs });
  const kept = keepTest(place.root, result, options.keep);
  const { scenario } = test;
  const page = recordTest(place, session, { scenario, result }, { seed, runs, startedAt });
  if (result.asExpected) return;
  const files = [
    ...(page === undefined ? [] : [['page', page] as const]),
    ...kept.map((file) => ['kept', file] as const),
  ];
  throw new UnexpectedVerdict(result, { files, cause: await thrownIn(id, test, result) });
}

async function exploreTest<W>(
  place: TestPlace,
  { scenario }: BodyScenario,
  options: TestOptions<W> & { readonly seed: number; readonly runs: number },
): Promise<ScenarioResult> {
  const id = testIdOf(place);
  const { seed, runs, timeoutMs = TIMEOUT_MS_DEFAULT } = options;
  const strategies = chosenStrategies(options);
  const outcomes = await runKept(place.root, id, scenario);
  const explored = await exploreInTime(
    id,
    scenario,
    TEST_VARIANT,
    { seed, runs, ...(strategies !== undefined && { strategies }) },
    timeoutMs,
  );
  return withCorpus(explored, outcomes);
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
