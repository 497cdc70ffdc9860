import { describeError } from '../core/describe-error.ts';
import { type KeepOptions, keepFailures } from '../corpus/keep.ts';
import { readCorpus } from '../corpus/corpus-file.ts';
import { type CorpusOutcome, replayEntry } from '../corpus/replay-entry.ts';
import { UnwritableError } from '../files/unwritable.ts';
import { withDataOfReplay } from '../replay/data-of-replay.ts';
import { replaySchedule } from '../replay/replay.ts';
import type { ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { TEST_VARIANT } from './body-scenario.ts';

/** Set to anything: kept failures that have drifted are recorded anew, and those that no longer fail are removed. */
const UPDATE_VARIABLE = 'HEDDLE_UPDATE';

/**
 * Runs the failures again that are kept beside a test file.
 * @param root of the package
 * @throws UsageError for a file that is damaged
 */
export async function runKept(
  root: string,
  id: string,
  scenario: Scenario,
): Promise<readonly CorpusOutcome[]> {
  const outcomes: CorpusOutcome[] = [];
  for (const entry of readCorpus(root, id)) {
    const outcome = await replayEntry(entry, async ({ workload, schedule, digest, signature, checks }) => {
      const expected = { digest, signature, checks };
      try {
        const replayed = await replaySchedule(id, scenario, TEST_VARIANT, { workload, schedule, expected });
        return await withDataOfReplay({ id, scenario, variant: TEST_VARIANT }, replayed, expected);
      } catch (error) {
        // An entry that cannot be run any more must not keep the others from running.
        return describeError(error);
      }
    });
    outcomes.push(outcome);
  }
  return outcomes;
}

/**
 * Keeps what failed beside the test file.
 * @param wanted whether new failures are kept. Default: unless the environment has `CI`
 * @returns the files that are new, relative to the package
 */
export function keepTest(
  root: string,
  result: ScenarioResult,
  wanted: boolean | undefined,
  env: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  const keep: KeepOptions['keep'] = (wanted ?? !isSet('CI')) ? 'unexpected' : 'none';
  const { kept, refused } = keepFailures([result], root, { keep, update: isSet(UPDATE_VARIABLE) });
  // Nobody asked for it: the test fails all the same.
  for (const { file, error } of refused) console.error(new UnwritableError(file, error).message);
  return kept;
}
