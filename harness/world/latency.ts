import type { OperationOptions } from '../core/operation.ts';

/** Virtual milliseconds from call to completion, [least, most], or a function that is asked at each call. */
export type Latency = NonNullable<OperationOptions['latencyMs']>;

/** Where a scenario differs from the latency windows that a service documents, by call. */
export type Latencies<Call extends string> = Readonly<Partial<Record<Call, Latency>>>;

/** The 95th percentile of the standard normal distribution. */
const Z95 = 1.6449;

/**
 * Log-normal latencies for load runs, in whole milliseconds: one moment a call, no window.
 * @param random `sim.random`, so that every schedule draws the same
 */
export function logNormalLatency(
  random: { unit(): number },
  medianMs: number,
  p95Ms: number,
): () => readonly [number, number] {
  const sigma = Math.log(p95Ms / medianMs) / Z95;
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.unit()));
    const normal = radius * Math.cos(2 * Math.PI * random.unit());
    const ms = Math.round(medianMs * Math.exp(sigma * normal));
    return [ms, ms];
  };
}
