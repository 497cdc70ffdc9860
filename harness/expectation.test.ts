import { describe, expect, it } from 'vitest';
import { checkExpectation, statedExpectation } from './expectation.ts';

const scenario = {
  expect: {
    one: {
      seen: 'violated',
      thought: { expected: 'violated', because: 'it cannot count' },
      told: 'violated',
    },
  },
  claims: { one: { told: { claimed: 'violated', source: 'the manual, page 3' }, safe: 'holds' } },
} as const;

describe('an expected violation', () => {
  it('records what was seen where nothing more is said', () => {
    expect(statedExpectation(scenario, 'one', 'seen')).toEqual({ expected: 'violated', basis: 'observed' });
  });

  it('is reasoned where it has a reason', () => {
    expect(statedExpectation(scenario, 'one', 'thought')).toEqual({
      expected: 'violated',
      basis: 'reasoned',
      because: 'it cannot count',
    });
  });

  it('is claimed where the source claims it, too', () => {
    expect(statedExpectation(scenario, 'one', 'told')).toEqual({
      expected: 'violated',
      basis: 'claimed',
      claimed: 'violated',
      source: 'the manual, page 3',
    });
  });

  it('is not claimed by a source that claims the contrary', () => {
    const contradicted = {
      expect: { one: { told: 'violated' } },
      claims: { one: { told: 'holds' } },
    } as const;
    expect(statedExpectation(contradicted, 'one', 'told')).toEqual({
      expected: 'violated',
      basis: 'observed',
      claimed: 'holds',
    });
  });
});

it('what is expected to hold needs no basis', () => {
  expect(statedExpectation(scenario, 'one', 'safe')).toEqual({ expected: 'holds', claimed: 'holds' });
  expect(statedExpectation({}, 'one', 'safe')).toEqual({ expected: 'holds' });
});

it.each([
  ['expect', 'maybe', 'expects "maybe" of a · b; expected: violated or holds, or { expected, because: '],
  ['expect', { expected: 'violated' }, 'expects {"expected":"violated"} of a · b'],
  ['expect', { claimed: 'violated', source: 'x' }, 'or { expected, because: '],
  ['claims', { claimed: 'violated', source: '' }, 'or { claimed, source: '],
] as const)('%s: %j is refused', (table, said, message) => {
  expect(() => checkExpectation(table, said, 'a · b')).toThrow(message);
});
