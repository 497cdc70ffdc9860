import { expect, test } from 'vitest';
import { quiet } from '../../reports/fixtures/report.ts';
import { storyOf } from './explored-story.ts';
import { hardenedTable } from './hardened-table.ts';

const { exploration } = quiet('hardened');

const plain = storyOf({
  ...quiet('hardened', { verdict: 'exhausted', exploration: { ...exploration, schedules: 1_428 } }),
  scenario: 'a/plain',
});
const reducedRuns = { runs: 452, blocked: 31, workloads: 6, audited: 2, swapped: 41 } as const;
const reduced = storyOf({
  ...quiet('hardened', {
    verdict: 'exhausted',
    exploration: {
      ...exploration,
      schedules: 20_000,
      reduced: { ...reducedRuns, standsFor: 40_870, time: 'constraints' },
    },
  }),
  scenario: 'a/reduced',
});
const unfinished = storyOf({
  ...quiet('hardened-2', {
    exploration: {
      ...exploration,
      schedules: 20_000,
      reduced: {
        runs: 9_000,
        blocked: 11_000,
        workloads: 0,
        audited: 0,
        swapped: 0,
        time: 'clock',
        whyClock: '`a: start#1` asks what time it is',
        unfinished: '20,000 runs | no end',
      },
    },
  }),
  scenario: 'a/unfinished',
});
const untried = storyOf({ ...quiet('hardened', { verdict: 'error', reason: 'it throws' }), scenario: 'a/b' });

const once = storyOf({
  ...quiet('hardened', { exploration: { ...exploration, schedules: 1 } }),
  scenario: 'a/load',
});

const text = hardenedTable([plain, reduced, unfinished, once, untried]);

test('counts what is exhausted, and how', () => {
  expect(text).toMatch(
    /^\*\*2 of 5\*\* are `exhausted`: 1 by plain enumeration, 1 up to equivalent orders\.\n\n\| story /,
  );
});

test('tells of each story how far it was gone through, and why not to its end', () => {
  const rows = text.split('\n').map((line) => line.slice(2, -2).split(' | '));
  expect(rows.at(-5)?.slice(0, 9)).toEqual(['a/plain', 'yes', '1,428', '–', '–', '–', '–', '–', '']);
  expect(rows.at(-4)?.slice(0, 9).join()).toBe('a/reduced,yes,> 20,000,452,31,40,870,6,constraints,');
  expect(text).toContain(
    String.raw`| a/unfinished, hardened-2 | no | > 20,000 | 9,000 | 11,000 | – | 0 | clock | 20,000 runs \| no end; ${'`a: start#1`'} asks what time it is |`,
  );
  expect(rows.at(-2)?.[8]).toBe('its scenario asks for one run');
  expect(rows.at(-1)?.[8]).toBe('it throws');
});
