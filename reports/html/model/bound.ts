import type { Leaf } from './leaf.ts';

/** 0.0065217 → `0.65 %`. */
export function percent(rate: number): string {
  const value = rate * 100;
  return `${Number(value.toPrecision(value >= 10 ? 3 : 2))} %`;
}

/** Of those in which it was not found. */
export function largestBound(leaves: readonly Leaf[]): number | undefined {
  const bounds = leaves.flatMap(({ verdict, result }) =>
    verdict === 'not-found' ? (result.bound ?? []) : [],
  );
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}
