import { expect, test } from 'vitest';
import { textOf } from '../check/pages.ts';
import { GONE, type JudgedFailure, judgedFailures } from './judged-failures.ts';
import { differenceFrom, toldAgain } from './told-again.ts';

const page = textOf('docs/data-causes.md');
const judged = judgedFailures(page);

test('the tables of docs/data-causes.md have 110 rows, each with another number', () => {
  expect(judged).toHaveLength(110);
  expect(new Set(judged.map(({ number }) => number)).size).toBe(110);
  expect(judged.filter(({ sentence }) => sentence === undefined).length).toBeGreaterThan(0);
});

test('those that are no failures any more are named below the tables', () => {
  expect(page).toContain(`(${GONE.join(' and ')} are no failures any more`);
});

/* Of each table one, and one of which nothing is told; all of them: `npm run judged`. */
const SAMPLE = ['15', 'H1', 'H6', 'S6', 'T3'] as const;

test.each(SAMPLE)('what is told of failure %s is what was judged', async (number) => {
  const failure = judged.find((one) => one.number === number) as JudgedFailure;
  expect(differenceFrom(failure, await toldAgain(failure.story, failure.variant))).toBeUndefined();
});

test('another sentence, or none, is a difference', () => {
  const failure: JudgedFailure = {
    number: '1',
    story: 'a/b',
    variant: 'v',
    finding: 'lost-row/no-lost-rows',
    sentence: 'a wrote x (a.ts)',
  };
  const told = (...sentences: (string | undefined)[]) => new Map([[failure.finding, sentences]]);
  expect(differenceFrom(failure, told('b wrote x (b.ts)', 'a wrote x (a.ts)'))).toBeUndefined();
  expect(differenceFrom(failure, told(undefined))).toContain('it is told today\n    nothing');
  expect(differenceFrom(failure, new Map())).toContain('is not found any more');
});
