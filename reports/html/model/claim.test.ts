import { describe, expect, it } from 'vitest';
import type { ScenarioStory } from '../../../harness/result.ts';
import { claimOf } from './claim.ts';

const story: ScenarioStory = {
  invariants: { 'no-lost-rows': 'Every row is stored.' },
  variants: {
    p1: {
      claim: 'Loses exactly one batch.',
      claims: { 'no-lost-rows': { claimed: 'violated', source: 'a page' } },
    },
    p3: {
      claim: 'Drops nothing.',
      claims: { 'no-lost-rows': { claimed: 'holds', source: 'a page' }, own: { claimed: 'holds' } },
    },
  },
};

describe('a failure', () => {
  it('refutes what is claimed of its invariant', () => {
    const refuted = { head: 'Claim', outcome: 'Refuted' };
    expect(claimOf(story, 'p3', 'no-lost-rows')).toEqual({
      ...refuted,
      text: 'p3: Every row is stored. (a page)',
    });
    expect(claimOf(story, 'p3', 'own')).toEqual({ ...refuted, text: 'p3: own holds' });
  });

  it('bears out a claim that the invariant is broken', () => {
    expect(claimOf(story, 'p1', 'no-lost-rows')).toEqual({
      head: 'Claim',
      text: 'p1 breaks no-lost-rows (a page)',
      outcome: 'Borne out',
    });
  });

  it('refutes no claim where nothing is claimed of its invariant, whatever is claimed at large', () => {
    expect(claimOf(story, 'p3', 'batch-size')).toEqual({
      head: 'Must hold',
      text: 'p3: batch-size holds',
      outcome: 'Broken',
    });
    expect(claimOf({}, 'constructor', 'toString').text).toBe('constructor: toString holds');
  });
});
