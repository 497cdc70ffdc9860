import type { Scenario } from '../scenario.ts';
import type { Beacon } from './beacon.ts';

/**
 * The scenario, made to count its runs on a beacon: every run, also those that shrink a failure, sets the scenario
 * up once.
 */
export function watchedScenario(scenario: Scenario, beacon: Beacon): Scenario {
  return {
    ...scenario,
    run(sim, variant, workload, variantId) {
      beacon.runBegins();
      return scenario.run(sim, variant, workload, variantId);
    },
  };
}
