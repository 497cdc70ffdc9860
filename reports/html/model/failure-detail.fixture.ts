import type { FailureDetail } from './failure-detail.ts';

/** A failure of which nothing is told, for tests that speak of its steps. */
export const untold: FailureDetail = {
  cause: '',
  clauses: [],
  seed: '',
  workload: '{}',
  command: '',
  schedule: [],
  violatingStep: 0,
  steps: [],
};
