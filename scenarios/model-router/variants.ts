import { modelRouter } from '../../systems/model-router/index.ts';

export type VariantId = keyof typeof modelRouter.variants;

const all = Object.keys(modelRouter.variants) as VariantId[];

/** Every variant but our own. */
export const originals = all.filter((id) => id !== 'hardened');

/** Concurrent callers of one endpoint share a fetch, and stale listings of loaded models are served. */
export const withSharedFetches: readonly VariantId[] = [
  'v4-shared-fetch',
  'v5-split-error-cache',
  'v6-one-refresh-per-key',
  'v7-atomic-reservation',
];

/** Every caller that finds nothing in the cache fetches for himself. */
export const withSeparateFetches = originals.filter((id) => !withSharedFetches.includes(id));

export function except(variants: readonly VariantId[], ...without: readonly VariantId[]): VariantId[] {
  return variants.filter((id) => !without.includes(id));
}

/** Why `v3` has nothing to say of what comes after a completion has begun. */
export function beyondItsOwnLock(...invariants: readonly string[]): Record<string, Record<string, string>> {
  const reason = 'waits for its own usage lock before a completion begins';
  return {
    'v3-snapshot-under-lock': Object.fromEntries(invariants.map((invariant) => [invariant, reason])),
  };
}
