import { describe, expect, it } from 'vitest';
import { UsageError } from '../core/usage-error.ts';
import { workerCount } from './worker-count.ts';

describe('the number of workers', () => {
  it.each([
    [undefined, 100, 8],
    ['3', 100, 3],
    ['12', 100, 12],
    ['50%', 100, 4],
    ['100%', 100, 8],
    ['30%', 100, 2],
    ['1%', 100, 1],
    [undefined, 5, 5],
    ['12', 5, 5],
    [undefined, 0, 1],
  ])('%s for %d tasks on 8 cores is %d', (asked, tasks, expected) => {
    expect(workerCount(asked, tasks, 8)).toBe(expected);
  });

  it.each(['0', '0%', '101%', '-1', '1.5', 'all', '', '99999'])('refuses "%s"', (asked) => {
    expect(() => workerCount(asked, 5, 8)).toThrow(UsageError);
  });
});
