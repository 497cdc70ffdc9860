/** Levels that a workload, or anything else in a token or a report, may have: thousands exhaust the stack. */
export const NESTING_MAX = 200;

/** Whether a JSON value has more levels than `most`. */
export function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, most - 1));
  for (const key in value) {
    if (isDeeper((value as Record<string, unknown>)[key], most - 1)) return true;
  }
  return false;
}
