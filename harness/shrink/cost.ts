import { countFaults, type Schedule } from '../schedule/exceptions.ts';

/** How large a workload is: elements of its arrays at all depths, then the sum of its numbers, text lengths and trues. */
export interface WorkloadSize {
  readonly items: number;
  readonly sum: number;
}

/** The size of a JSON value where nobody says what a user operation is: each array element counts as one. */
export function sizeOf(workload: unknown): WorkloadSize {
  if (typeof workload === 'number') return { items: 0, sum: Math.abs(workload) };
  if (typeof workload === 'string') return { items: 0, sum: workload.length };
  if (typeof workload !== 'object' || workload === null) return { items: 0, sum: workload === true ? 1 : 0 };
  const inner = Object.values(workload).map(sizeOf);
  const items = Array.isArray(workload) ? workload.length : 0;
  return {
    items: inner.reduce((total, part) => total + part.items, items),
    sum: inner.reduce((total, part) => total + part.sum, 0),
  };
}

/** Negative where `a` is the smaller workload. */
export function compareSizes(a: WorkloadSize, b: WorkloadSize): number {
  return a.items - b.items || a.sum - b.sum;
}

/** Negative where `a` is the simpler schedule: fewer faults, then fewer holds (and delays, and joint replies). */
export function compareSchedules(a: Schedule, b: Schedule): number {
  return countFaults(a) - countFaults(b) || a.length - b.length;
}
