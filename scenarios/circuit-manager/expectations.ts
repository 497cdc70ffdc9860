import { circuitManagers } from '../../systems/circuit-manager/index.ts';

export type Variant = keyof typeof circuitManagers.variants;

export const c0: Variant = 'c0-no-lock';
export const c1: Variant = 'c1-circuit-lock';
export const c2: Variant = 'c2-reread-before-lock-two-sessions';
export const c3: Variant = 'c3-tombstone';
export const c4: Variant = 'c4-reread-before-lock';
export const c5: Variant = 'c5-reread-under-lock';

/** All but `hardened`. */
export const originals = [c0, c1, c2, c3, c4, c5] as const;
