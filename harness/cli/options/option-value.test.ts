import { describe, expect, it } from 'vitest';
import { parseInvocation } from './parse.ts';

const run = (...args: string[]) => {
  const { options, operands } = parseInvocation(['run', ...args]);
  return { options, operands };
};

describe('an option of run', () => {
  it.each([
    [['--time-limit', '30'], { 'time-limit': 30_000 }],
    [['--time-limit', '1.5s'], { 'time-limit': 1_500 }],
    [['--time-limit=5m'], { 'time-limit': 300_000 }],
    [['--time-limit', '250ms'], { 'time-limit': 250 }],
    [['--shard', '2/3'], { shard: { index: 2, count: 3 } }],
    [['--bail'], { bail: 1 }],
    [['--bail=3'], { bail: 3 }],
    [['-g', 'put('], { grep: 'put(' }],
    [['--reporter', 'tap,junit,tap'], { reporter: ['tap', 'junit'] }],
    [['-w', '--last-failed'], { watch: true, 'last-failed': true }],
  ])('%j is read as %j', (args, options) => {
    expect(run(...args)).toEqual({ options, operands: [] });
  });

  it('that may stand bare does not take the next word', () => {
    expect(run('--bail', 'batch-writer')).toEqual({ options: { bail: 1 }, operands: ['batch-writer'] });
  });

  it.each([
    [['--time-limit', 'soon'], 'takes seconds, or a time such as 30s'],
    [['--time-limit', '0'], 'takes seconds'],
    [['--shard', '4/3'], 'takes i/n'],
    [['--shard', '0/3'], 'takes i/n'],
    [['--shard', '1'], 'takes i/n'],
    [['--bail=x'], 'a whole number from 1 up'],
    [['--bail=0'], 'a whole number from 1 up'],
    [['--grp', 'x'], 'Did you mean "--grep"?'],
    [['--last-faild'], 'Did you mean "--last-failed"?'],
    [['--reporter', 'junti'], 'Did you mean "junit"?'],
  ])('%j is refused: %s', (args, message) => {
    expect(() => run(...args)).toThrow(message);
  });
});
