import { detailFrom } from './derived.ts';
import type { FailureDetail, FailureFacts } from './failure-detail.ts';
import type { ReportedFinding } from '../../../harness/result.ts';

/** A failure of which nothing is told but this, for tests that speak of its steps. */
export function untold(
  facts: Partial<FailureFacts> = {},
  schedule: ReportedFinding['schedule'] = [],
): FailureDetail {
  const none = { cause: '', clauses: [], seed: '', workload: '{}', command: '', violatingStep: 0, steps: [] };
  return detailFrom({ ...none, ...facts }, { schedule });
}
