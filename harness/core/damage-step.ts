/** What a step is to a damage. */
export type DamageRole = 'origin' | 'no-return' | 'noticed';

/**
 * A step that a damage rests on. `origin`: where it began, nothing being wrong yet: the write of a key that is left over
 * later, the reason that nobody heeds. `no-return`: from here on the damage is done. `noticed`: here the check, or a
 * task, saw it. An oracle gives those that it knows, each role once at most.
 */
export interface DamageStep {
  /** What the step is to the damage. */
  readonly role: DamageRole;
  /** From 1; 0 is the set-up. */
  readonly step: number;
  /** What happened there, one clause with the actual ids: `services/s2 was written`. */
  readonly what: string;
}
