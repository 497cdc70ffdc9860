import type { ScenarioResult } from '../../../harness/result.ts';
import type { TestedFacts } from '../model/tested.ts';

export function testedFacts({ exploration, timing, measures = {}, documented }: ScenarioResult): TestedFacts {
  const { failing, workloads, steps, covers, reduced, strategies, discovery, pairs } = exploration;
  return {
    failing,
    workloads,
    steps,
    ...(covers !== undefined && { covers }),
    ...(reduced !== undefined && { reduced }),
    strategies,
    discovery,
    pairs,
    ...timing,
    measures: inOrder(measures, documented?.columns ?? []),
  };
}

function inOrder(measures: Readonly<Record<string, number>>, columns: readonly string[]): [string, number][] {
  const rank = new Map(columns.map((column, index) => [column, index]));
  const rankOf = ([name]: [string, number]): number => rank.get(name) ?? columns.length;
  return Object.entries(measures).toSorted((a, b) => rankOf(a) - rankOf(b));
}
