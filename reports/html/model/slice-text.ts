import type { TraceStep } from '../../../harness/result.ts';

/** `6 of 20 steps matter`; the set-up is none. */
export function sliceText(steps: readonly TraceStep[], led: ReadonlySet<number>): string {
  const numbers = steps.flatMap(({ step }) => (step > 0 ? [step] : []));
  const matter = numbers.filter((step) => led.has(step)).length;
  return `${matter} of ${numbers.length} steps matter`;
}
