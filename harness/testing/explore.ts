import path from 'node:path';
import type { ExploreOptions } from '../explore/explore-options.ts';
import { explore as exploreScenario } from '../explore/explore.ts';
import type { ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { testIdOf } from '../test-id.ts';
import { readCallStack, takeCallStack } from '../trace/call-stack.ts';
import { callerFile } from '../trace/caller-location.ts';
import { isLeftOut } from './asked-replay.ts';
import type { TestBody } from './body-scenario.ts';
import { placeOf } from './place-of.ts';
import { runTest } from './run-test.ts';
import type { TestOptions } from './test-options.ts';

/**
 * Explores the schedules of one variant of one scenario.
 * @param id `<component>/<story>`
 * @throws TimeUp where code under test does not come back within the limit, if there is one
 * @throws UsageError for a scenario that cannot be run as it is
 */
export function explore(
  id: string,
  scenario: Scenario,
  variant: string,
  options: ExploreOptions,
): Promise<ScenarioResult>;
/**
 * Runs a test's body once in each interleaving, inside of any test runner: `it('…', () => explore('…', body))`. Where
 * the environment has `HEDDLE_REPLAY`, only the body that its token names is run, in that one schedule.
 * @param name no other of the file is called so
 * @throws UnexpectedVerdict where anything is wrong in any of them
 */
export function explore<W = Record<string, never>>(
  name: string,
  body: TestBody<W>,
  options?: TestOptions<W>,
): Promise<void>;
export function explore(
  name: string,
  what: Scenario | TestBody,
  variantOrOptions?: string | TestOptions,
  options?: ExploreOptions,
): Promise<ScenarioResult | void> {
  if (typeof what === 'function') return exploreBody(name, what, variantOrOptions as TestOptions | undefined);
  return exploreScenario(name, what, variantOrOptions as string, options as ExploreOptions);
}

/** Of what runs the files nothing is known. */
const session = {};

function exploreBody(name: string, body: TestBody, options: TestOptions | undefined): Promise<void> {
  const file = callerFile(readCallStack(takeCallStack())) ?? path.resolve(name);
  const place = placeOf(file, [name]);
  return isLeftOut(testIdOf(place)) ? Promise.resolve() : runTest(place, session, body, options);
}
