import { expect, it } from 'vitest';
import { checkTestOptions, chosenStrategies } from './test-options.ts';

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

it('an option that there is not is told, with those that there are', () => {
  expect(() => checkTestOptions({ runs: 3, keep: false })).not.toThrow();
  expect(() => checkTestOptions({ run: 3 } as object)).toThrow(
    'A test has no option "run"; there are: runs, ',
  );
});
