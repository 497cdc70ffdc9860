import type { Report } from '../../../harness/result.ts';
import { type Failure, failuresOf } from '../../failures.ts';
import { groupBy } from '../../matrix.ts';

/** Failures of one signature that a page keeps at most. */
const KEPT_MOST = 5;

export interface KeptFailures {
  /** Unexpected ones first, then in the order of the report. */
  readonly failures: readonly Failure[];
  /** How many more of its signature there were; for the last one kept of each. */
  readonly more: ReadonlyMap<Failure, number>;
}

/** The failures that the page shows: of each (scenario, variant, kind, invariant), the first few. */
export function keptFailures(report: Pick<Report, 'results'>): KeptFailures {
  const more = new Map<Failure, number>();
  const failures: Failure[] = [];
  const signature = ({ result, finding }: Failure): string =>
    JSON.stringify([result.scenario, result.variant, finding.kind, finding.invariant]);
  for (const [, alike] of groupBy(failuresOf(report), signature)) {
    const kept = alike.slice(0, KEPT_MOST);
    const last = kept.at(-1);
    if (last !== undefined && alike.length > KEPT_MOST) more.set(last, alike.length - KEPT_MOST);
    failures.push(...kept);
  }
  const order = (a: Failure, b: Failure): number =>
    Number(a.expected) - Number(b.expected) || a.number - b.number;
  return { failures: failures.toSorted(order), more };
}
