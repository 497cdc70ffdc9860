import { expect, it } from 'vitest';
import { strategyNames } from './test-options.ts';

it('one strategy or several may be named, or none for all', () => {
  expect(strategyNames({})).toBeUndefined();
  expect(strategyNames({ strategy: 'walk' })).toEqual(['walk']);
  expect(strategyNames({ strategy: ['walk', 'holds-1'] })).toEqual(['walk', 'holds-1']);
});

it.each([
  ['wlak', '"wlak"'],
  [[], 'no strategy'],
])('%j is told with the names that there are', (strategy, what) => {
  expect(() => strategyNames({ strategy })).toThrow(`The option strategy names ${what}; there are: prompt, `);
});
