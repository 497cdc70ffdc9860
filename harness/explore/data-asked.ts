import type { ReportedFinding } from '../result.ts';
import { expectationOf } from '../expectation.ts';
import type { Scenario } from '../scenario.ts';

/**
 * Of which failures the cause in data is looked for. `first`: of each that is not expected; and of each invariant that
 * variants of a scenario are expected to break, once for each kind, in the first of these variants. Nobody may ever read
 * the others, and they would take longer than all exploring of their variants.
 */
export type DataAsked = 'all' | 'first' | 'none';

/** Those whose cause in data is looked for. */
export function askedForData(
  scenario: Pick<Scenario, 'expect' | 'system'>,
  variant: string,
  findings: readonly ReportedFinding[],
  asked: DataAsked,
): readonly ReportedFinding[] {
  if (asked === 'none') return [];
  if (asked === 'all') return findings;
  const isExpected = (id: string, invariant: string): boolean =>
    expectationOf(scenario, id, invariant) === 'violated';
  const variants = Object.keys(scenario.system.variants);
  const ways = new Set<string>();
  return findings.filter(({ kind, invariant }) => {
    if (!isExpected(variant, invariant)) return true;
    if (variants.find((id) => isExpected(id, invariant)) !== variant) return false;
    const way = `${kind}/${invariant}`;
    const isFirst = !ways.has(way);
    ways.add(way);
    return isFirst;
  });
}
