import fc from 'fast-check';
import type { Scenario } from '../scenario.ts';

/** Workloads on which it is tried out whether fast-check can tell at all. */
const TRIED = 50;
const TRY_SEED = 1;

/**
 * Whether a workload is one that the scenario makes: it is an example, or its arbitrary could have drawn it. A token or
 * a kept failure may be older than the scenario, or made by hand.
 * @returns undefined where fast-check cannot tell, as after `map` and `chain`
 */
export function isOwnWorkload(
  { workload: arbitrary, examples = [] }: Pick<Scenario, 'workload' | 'examples'>,
  workload: unknown,
): boolean | undefined {
  const text = JSON.stringify(workload);
  if (arbitrary === undefined) return text === '{}';
  if (examples.some((example) => JSON.stringify(example) === text)) return true;
  // What a mapped arbitrary has drawn, it does not know again: then its answer says nothing.
  const canTell = fc
    .sample(arbitrary, { seed: TRY_SEED, numRuns: TRIED })
    .every((drawn) => knows(arbitrary, asCarried(drawn)));
  const known = knows(arbitrary, asCarried(workload));
  return known || canTell ? known : undefined;
}

/** What becomes of a workload in a token; fast-check does not take frozen values either. */
function asCarried(workload: unknown): unknown {
  const text = JSON.stringify(workload) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function knows(arbitrary: fc.Arbitrary<unknown>, workload: unknown): boolean {
  try {
    return arbitrary.canShrinkWithoutContext(workload);
  } catch {
    // An author's own filter may not take what is not of its shape.
    return false;
  }
}
