import type { Scenario } from '../../scenario.ts';
import { scenario } from '../../scenario.ts';
import type { Sim } from '../../core/sim.ts';
import type { Case, World } from '../cases/case.ts';

const ANY_TIME = { latencyMs: [0, Infinity] } as const;
const INVARIANT = 'case-holds';

/** The one failure that a case can have. */
export const SIGNATURE = `wrong-result/${INVARIANT}`;

/**
 * A case as an author would write it for heddle. Any order of completions is possible.
 * @param generated whether it works on generated workloads, and not on the usual one
 */
export function scenarioOfCase(one: Case, generated = false): Scenario {
  const system = { id: 'bench', variants: { only: one } };
  return scenario<Case, unknown>(one.name, system, {
    invariants: [INVARIANT],
    expect: { only: { [INVARIANT]: 'violated' } },
    ...(generated ? { workload: one.workload } : {}),
    run(sim, variant, workload) {
      const check = variant.run(worldOf(sim), generated ? workload : variant.usual);
      return () => {
        const message = check();
        return [
          {
            invariant: INVARIANT,
            finding: message === undefined ? undefined : { kind: 'wrong-result', message },
          },
        ];
      };
    },
  });
}

function worldOf(sim: Sim): World {
  return {
    operation(label) {
      const operation = sim.operation(label, ANY_TIME);
      return (key, effect) => operation.call(key, effect);
    },
    task(name, body, options) {
      sim.task(name, body, options);
    },
  };
}
