import type { CheckResult } from '../core/finding.ts';
import { held, violated } from './check-result.ts';

export const batchSizeKinds = {
  'oversized-batch': 'A batch was larger than its bound.',
} as const;

/** No batch was larger than `most`: `batch-size`. `db.table(name).batches()` lists those that were committed. */
export function batchSize(
  batches: Iterable<{ readonly size: number; readonly step?: number }>,
  most: number,
): CheckResult {
  for (const batch of batches) {
    const { size } = batch;
    if (size <= most) continue;
    const message = `a batch had ${size} rows, its bound is ${most}`;
    return violated('batch-size', 'oversized-batch', message, batch.step);
  }
  return held('batch-size');
}
