import type { Expectation } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';

/** All variants but ours. */
export const originals = Object.keys(circuitBreakers.variants).filter((id) => id !== 'hardened');

/** The variants that judge by a ratio of failures, but ours. */
export const ratios = [
  'b3-failure-ratio',
  'b3rw-read-lock-first',
  'b3z-status-zero',
  'b4-load-or-store',
  'mutant-load-then-store',
];

/** Says of each invariant which variants violate it, in the form that a scenario expects. */
export function violatedBy(
  variantsByInvariant: Readonly<Record<string, readonly string[]>>,
): Record<string, Record<string, Expectation>> {
  const expected: Record<string, Record<string, Expectation>> = {};
  for (const [invariant, variants] of Object.entries(variantsByInvariant)) {
    for (const variant of variants) (expected[variant] ??= {})[invariant] = 'violated';
  }
  return expected;
}
