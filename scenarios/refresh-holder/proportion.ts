/** The 97.5th percentile of the standard normal distribution. */
const Z = 1.959964;

/** The 95 % interval of a proportion [wilson]. */
export function wilson(successes: number, trials: number): readonly [low: number, high: number] {
  const p = successes / trials;
  const z2 = Z * Z;
  const centre = p + z2 / (2 * trials);
  const half = Z * Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials * trials));
  const scale = 1 + z2 / trials;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

/**
 * How much more failures bunch within groups of `size` than they would if each call failed on its own: their variance
 * over the binomial one. 1 is independence, `size` is all or nothing; without failures there is nothing to say: 1.
 */
export function dispersion(failuresByGroup: readonly number[], size: number): number {
  const groups = failuresByGroup.length;
  const mean = failuresByGroup.reduce((sum, failures) => sum + failures, 0) / groups;
  const binomial = mean * (1 - mean / size);
  if (binomial === 0) return 1;
  return failuresByGroup.reduce((sum, failures) => sum + (failures - mean) ** 2, 0) / groups / binomial;
}
