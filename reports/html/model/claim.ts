import type { ScenarioStory } from '../../../harness/result.ts';

/** What a failure is held against: what is claimed of this very invariant, else what the scenario demands. */
export interface Claim {
  readonly head: 'Claim' | 'Must hold';
  readonly text: string;
  /** What the failure does to it. */
  readonly outcome: 'Refuted' | 'Borne out' | 'Broken';
}

export function claimOf(
  { variants = {}, invariants = {} }: ScenarioStory,
  variant: string,
  invariant: string,
): Claim {
  const { claimed, source } = own(own(variants, variant)?.claims ?? {}, invariant) ?? {};
  const where = source === undefined ? '' : ` (${source})`;
  if (claimed === 'violated')
    return { head: 'Claim', text: `${variant} breaks ${invariant}${where}`, outcome: 'Borne out' };
  const text = `${variant}: ${own(invariants, invariant) ?? `${invariant} holds`}${where}`;
  return claimed === 'holds'
    ? { head: 'Claim', text, outcome: 'Refuted' }
    : { head: 'Must hold', text, outcome: 'Broken' };
}

/** Ids are anything, `constructor` too. */
export function own<T>(of: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(of, id) ? of[id] : undefined;
}
