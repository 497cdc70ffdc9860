import { expect, it } from 'vitest';
import { chosenStrategies } from './test-options.ts';

it('one strategy or several may be named, or none for all', () => {
  expect(chosenStrategies({})).toBeUndefined();
  expect(chosenStrategies({ strategy: 'walk' })).toEqual(['walk']);
  expect(chosenStrategies({ strategy: ['walk', 'holds-1'] })).toEqual(['walk', 'holds-1']);
});

it.each([
  ['wlak', '"wlak"'],
  [[], 'no strategy'],
])('%j is told with the names that there are', (strategy, what) => {
  expect(() => chosenStrategies({ strategy })).toThrow(
    `The option strategy names ${what}; there are: systematic, `,
  );
});
