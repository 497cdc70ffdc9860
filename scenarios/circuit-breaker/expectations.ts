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
