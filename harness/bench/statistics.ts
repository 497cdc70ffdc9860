/** The value below which a share of `values` lies, interpolated. @param share from 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  // Infinite values stand for trials that were cut off.
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** From `low` to `high`, both from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where a probability lies that showed `hits` in `trials` [wilson]. @param z standard deviations to each side */
export function wilsonInterval(hits: number, trials: number, z: number): Interval {
  const share = hits / trials;
  const centre = share + z ** 2 / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z / (2 * trials)) ** 2);
  const scale = 1 + z ** 2 / trials;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
