import type { ScenarioResult } from '../result.ts';
import type { Detour } from './explore-on-worker.ts';
import type { Outcome } from './pool.ts';
import { describeStuck, type Stuck } from './stuck.ts';

/** A failure whose shrinking meets more runs than this that do not come back is not reported. */
const TRIES_MAX = 4;

/**
 * Explores; when a run does not come back, explores again up to that run, so that what was found before it is reported
 * all the same, and says so in the result.
 * @param ask explores on a worker
 * @param what scenario and variant, as replay takes them
 * @throws Error where not even that comes to an end
 */
export async function exploreWatched(
  ask: (detour: Detour) => Promise<Outcome<ScenarioResult>>,
  what: string,
): Promise<ScenarioResult> {
  let detour: Detour = { stopAfter: undefined, passOver: [] };
  let first: Stuck | undefined;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const outcome = await ask(detour);
    if ('value' in outcome) {
      return first === undefined ? outcome.value : withStuck(outcome.value, describeStuck(first, what));
    }
    first ??= outcome.stuck;
    detour = around(outcome.stuck, detour);
  }
  throw new Error(first === undefined ? 'No try was made.' : describeStuck(first, what));
}

function around({ run, schedule }: Stuck, { stopAfter, passOver }: Detour): Detour {
  return schedule === undefined
    ? { stopAfter, passOver: [...passOver, run] }
    : // Numbers count from the beginning: what was to be passed over comes after what is left out now.
      { stopAfter: schedule - 1, passOver: [] };
}

/** The exploration did not come to its end: its verdict is `error`, and invariants that hold so far are unknown. */
function withStuck(result: ScenarioResult, reason: string): ScenarioResult {
  return {
    ...result,
    verdict: 'error',
    asExpected: false,
    invariants: result.invariants.map((invariant) =>
      invariant.verdict === 'violated' || invariant.verdict === 'n/a'
        ? invariant
        : { ...invariant, verdict: 'unknown' },
    ),
    reason,
  };
}
