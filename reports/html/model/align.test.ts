import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from './align.ts';

const run = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });

/** The longest common subsequence by trying all, to compare with. */
function longest(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined || b.length === 0) return 0;
  const at = b.indexOf(first);
  const without = longest(rest, b);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, b.slice(at + 1)));
}

describe('align', () => {
  it('shows each step of both runs once, in order', () => {
    fc.assert(
      fc.property(run, run, (failing, passing) => {
        const { columns } = align(failing, passing);
        expect(columns.flatMap((column) => column.failing ?? [])).toEqual(failing.map((_, index) => index));
        expect(columns.flatMap((column) => column.passing ?? [])).toEqual(passing.map((_, index) => index));
      }),
    );
  });

  it('puts as many common events into shared columns as there can be', () => {
    fc.assert(
      fc.property(run, run, (failing, passing) => {
        const shared = align(failing, passing).columns.filter(
          ({ failing: a, passing: b }) => a !== undefined && b !== undefined && failing[a] === passing[b],
        );
        expect(shared.length).toBeGreaterThanOrEqual(longest(failing, passing));
      }),
    );
  });

  it('marks the first decision that differs', () => {
    expect(align(['s', 'commit', 'stop'], ['s', 'stop', 'commit']).split).toBe(1);
    expect(align(['s', 'commit'], ['s', 'commit', 'more']).split).toBe(2);
    expect(align(['s'], ['s']).split).toBeUndefined();
  });
});
