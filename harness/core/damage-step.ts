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

/** The step at which it broke: that of no return, else where it was noticed; undefined where neither is known. */
export function breakingStep(damage: readonly DamageStep[]): number | undefined {
  const at = (role: DamageRole): number | undefined => damage.find((step) => step.role === role)?.step;
  return at('no-return') ?? at('noticed');
}

/** The same with the end of the run, where nobody knows of an earlier step at which it broke, or was noticed. */
export function noticedAtEnd(damage: readonly DamageStep[], lastStep: number): readonly DamageStep[] {
  if (breakingStep(damage) !== undefined) return damage;
  return [...damage, { role: 'noticed', step: lastStep, what: 'the checks looked when all was over' }];
}
