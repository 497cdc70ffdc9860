import { replayText } from '../../reports/console/replay.ts';
import { withDataOfReplay } from '../replay/data-of-replay.ts';
import { replaySchedule } from '../replay/replay.ts';
import type { Token } from '../schedule/token.ts';
import { type BodyScenario, TEST_VARIANT } from './body-scenario.ts';
import { plainStyle } from './plain-style.ts';
import { replayedRun } from './replayed-run.ts';

/** Lines of a replay. */
const LINES_MOST = 40;

/** The one run that was asked for does not pass. */
export class ReplayedFailure extends Error {
  override readonly name = 'ReplayedFailure';
  constructor(message: string, cause: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.stack = `${this.name}: ${message}`;
  }
}

/**
 * Runs the one schedule of a token, and prints its steps.
 * @throws ReplayedFailure where it fails, diverges or escapes
 */
export async function replayTest(
  id: string,
  { scenario, thrown }: BodyScenario,
  token: Token,
): Promise<void> {
  const { workload, schedule, digest, signature, checks, tool } = token;
  const expected = { digest, signature, checks };
  const replayed = await replaySchedule(id, scenario, TEST_VARIANT, { workload, schedule, expected });
  const error = thrown()?.error;
  const result = await withDataOfReplay({ id, scenario, variant: TEST_VARIANT }, replayed, expected);
  const target = {
    type: 'schedule',
    scenario: id,
    variant: TEST_VARIANT,
    workload,
    schedule,
    expected,
    tool,
  } as const;
  const run = replayedRun(result, { id, scenario }, target);
  console.log(replayText(run, LINES_MOST, plainStyle));
  if (result.status === 'passed') return;
  const said = result.divergence ?? result.escape ?? run.damages.join('\n');
  throw new ReplayedFailure(said, error);
}
