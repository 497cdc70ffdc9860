import type { ScenarioResult } from '../../../harness/result.ts';
import type { TestedFacts } from '../model/tested.ts';

export function testedFacts({ exploration, timing, measures = {} }: ScenarioResult): TestedFacts {
  const { failing, workloads, steps, covers, strategies, discovery, pairs } = exploration;
  return {
    failing,
    workloads,
    steps,
    ...(covers !== undefined && { covers }),
    strategies,
    discovery,
    pairs,
    ...timing,
    measures,
  };
}
