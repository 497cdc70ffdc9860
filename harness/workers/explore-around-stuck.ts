import type { ScenarioResult } from '../result.ts';
import type { Detour } from './explore-with-beacon.ts';
import type { JobOutcome } from './pool.ts';
import { describeStuck, type Stuck } from './stuck.ts';

/** The exploration, one that ends before the run that does not come back, one that does not shrink. */
const TRIES_MAX = 3;

/**
 * Explores; when a run does not come back, explores again without it, so that what was found before is reported all the
 * same, and says so in the result. Which run that is depends on the seed alone, and so does the result.
 * @param ask explores on a worker
 * @param what scenario and variant, as replay takes them
 * @throws Error where that does not come to an end either: the code under test is not deterministic
 */
export async function exploreAroundStuck(
  ask: (detour: Detour) => Promise<JobOutcome<ScenarioResult>>,
  what: string,
): Promise<ScenarioResult> {
  let detour: Detour = { stopAfter: undefined, look: true, shrink: true };
  const met: Stuck[] = [];
  let isFresh = false;
  while (met.length < TRIES_MAX) {
    const outcome = await ask(detour);
    if ('value' in outcome) return withStuck(outcome.value, met, what);
    // Its memory may be full of what earlier explorations left there: only the run of a new worker is to blame.
    if ('limitMb' in outcome.stuck && !isFresh) {
      isFresh = true;
      continue;
    }
    // What it is that does not come back may be another variant: it says nothing of this one.
    if (outcome.stuck.schedule === undefined && detour.look) {
      detour = { ...detour, look: false };
      continue;
    }
    met.push(outcome.stuck);
    detour = around(outcome.stuck, detour);
  }
  throw new Error(reasonOf(met, what));
}

/** An exploring run is left out, with all after it; runs that make failures smaller are left out together. */
function around({ schedule }: Stuck, detour: Detour): Detour {
  return schedule === undefined ? { ...detour, shrink: false } : { ...detour, stopAfter: schedule - 1 };
}

function reasonOf(met: readonly Stuck[], what: string): string {
  return met.map((stuck) => describeStuck(stuck, what)).join(' ');
}

/** The exploration did not come to its end: its verdict is `error`, and invariants that hold so far are unknown. */
function withStuck(result: ScenarioResult, met: readonly Stuck[], what: string): ScenarioResult {
  if (met.length === 0) return result;
  return {
    ...result,
    verdict: 'error',
    asExpected: false,
    invariants: result.invariants.map((invariant) =>
      invariant.verdict === 'violated' || invariant.verdict === 'n/a'
        ? invariant
        : { ...invariant, verdict: 'unknown' },
    ),
    reason: reasonOf(met, what),
  };
}
