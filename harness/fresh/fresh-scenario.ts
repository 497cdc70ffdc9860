import type { Scenario } from '../scenario.ts';
import { loaded } from './bundle.ts';
import { fresh } from './fresh.ts';

/**
 * The same scenario, whose runs are set up by a module of their own: `file`, and all that it imports, evaluated anew.
 * @param file the file that exports `scenario` as its default, absolute
 * @param heddle what scenarios import as `heddle`: it is the same for all runs
 */
export function freshScenario(scenario: Scenario, file: string, heddle: unknown): Scenario {
  loaded.set('heddle', heddle);
  const module = fresh<{ readonly default: Scenario }>(file, file);
  return {
    ...scenario,
    run(sim, _variant, workload, variantId) {
      const own = module.default;
      return own.run(sim, own.system.variants[variantId], workload, variantId);
    },
  };
}
