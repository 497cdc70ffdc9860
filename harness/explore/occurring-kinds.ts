import type { Kinds } from '../core/kinds.ts';
import type { ScenarioResult } from '../result.ts';
import { kindsOf, type Scenario } from '../scenario.ts';

/** What a report says of its kinds: the sentence of each that occurs, by name. */
export function occurringKinds(
  results: readonly Pick<ScenarioResult, 'findings'>[],
  scenarios: Iterable<Pick<Scenario, 'kinds'>>,
): Kinds {
  const declared: Record<string, string> = {};
  for (const scenario of scenarios) Object.assign(declared, kindsOf(scenario));
  const occurring = new Set(results.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  return Object.fromEntries(
    Object.entries(declared)
      .filter(([kind]) => occurring.has(kind))
      .toSorted(byName),
  );
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}
