import { expect, test } from 'vitest';
import { type FieldRace, fieldRaces } from './benchmark.ts';
import { fieldTable, missingTable } from './table.ts';

const race: FieldRace = {
  program: 'a 1.0',
  issue: 'a/a#1',
  published: { nodeRacer: 0.5, nacd: 0.75, secondsOfRun: 2.14 },
  here: { scenario: 'a', variant: '1.0' },
};

test('what was measured stands beside what was published', () => {
  const runs = { runs: 1_000, failing: 250, firstFailure: 3, seconds: 0.5 };
  expect(
    fieldTable(new Map([[race, runs]]))
      .split('\n')
      .at(-1),
  ).toBe('| a 1.0 (a/a#1) | 3 | 0.25 | 2,000 | – | 0.50 | 0.75 | 2.1 |');
});

test('a race that was not found has no first failing run', () => {
  const runs = { runs: 1_000, failing: 0, seconds: 0.5 };
  expect(fieldTable(new Map([[race, runs]]))).toContain('| a 1.0 (a/a#1) | – | 0.00 |');
});

test('of those that are not here it is said why', () => {
  expect(
    missingTable([race, { ...race, here: 'not on npm' }])
      .split('\n')
      .slice(2),
  ).toEqual(['| a 1.0 (a/a#1) | 0.75 | not on npm |']);
});

test('all races of the papers are told of', () => {
  expect(fieldRaces).toHaveLength(24);
});
