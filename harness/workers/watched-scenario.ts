import type { Scenario } from '../scenario.ts';
import type { Beacon } from './beacon.ts';

/** No failure that a scenario can have: what shrinks one passes such a run over. */
const PASSED_OVER = {
  invariant: 'comes-back',
  finding: { kind: 'livelock', message: 'This run is known not to come back; it was not made.' },
} as const;

/**
 * The same scenario, which counts its runs on a beacon: every run, also those that shrink a failure, sets the scenario
 * up once.
 * @param passOver numbers of runs that are known not to come back; each is replaced by one that fails at once, in a way
 * of its own
 */
export function watchedScenario(scenario: Scenario, beacon: Beacon, passOver: readonly number[]): Scenario {
  const skipped = new Set(passOver);
  return {
    ...scenario,
    run(sim, variant, workload, variantId) {
      const number = beacon.runBegins();
      if (skipped.size > 0 && skipped.has(number)) return () => [PASSED_OVER];
      return scenario.run(sim, variant, workload, variantId);
    },
  };
}
