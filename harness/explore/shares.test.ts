import { expect, test } from 'vitest';
import type { Strategy } from '../strategies/strategy.ts';
import { Shares } from './shares.ts';

/** Strategies by name, of which each run is as new as that; `lengths` says after how many runs one is at its end. */
function runsOf(
  novelties: Readonly<Record<string, number>>,
  runs: number,
  lengths: Readonly<Record<string, number>> = {},
  early?: Strategy['early'],
): Record<string, number> {
  const counts: Record<string, number> = {};
  const shares: Shares = new Shares(
    Object.entries(novelties).map(([strategy, novelty]) => ({
      strategy,
      weight: 1,
      ...(strategy === 'first' && early !== undefined && { early }),
      turn: {
        next: () => {
          const before = counts[strategy] ?? 0;
          if (before === (lengths[strategy] ?? Infinity)) return false;
          counts[strategy] = before + 1;
          shares.note(strategy, novelty > 0, () => novelty);
          return true;
        },
      },
    })),
  );
  for (let run = 0; run < runs && shares.next(); run++);
  return counts;
}

test('strategies that show as much as each other get as many runs', () => {
  const { a = 0, b = 0, c = 0 } = runsOf({ a: 0.3, b: 0.3, c: 0.3 }, 300);
  expect([a, b, c]).toEqual([100, 100, 100]);
});

test('what shows more of what is new gets more runs, and what shows nothing keeps one in twenty', () => {
  const { much = 0, little = 0, nothing = 0 } = runsOf({ much: 0.8, little: 0.2, nothing: 0 }, 1_000);
  expect(much).toBeGreaterThan(3 * little);
  expect(little).toBeGreaterThanOrEqual(nothing);
  expect(nothing / much).toBeGreaterThan(1 / 21);
});

test('where one is at its end the others go on, until all are', () => {
  expect(runsOf({ short: 1, long: 0.1 }, 100, { short: 3, long: 40 })).toEqual({ short: 3, long: 40 });
});

test('one whose first runs find most goes before the others in these, and then as they do', () => {
  const shown = { first: 0.3, a: 0.3, b: 0.3 };
  const early = { runs: 20, weight: 4 };
  expect(runsOf(shown, 30, {}, early)['first']).toBeGreaterThan(15);
  const before = runsOf(shown, 300, {}, early);
  const after = runsOf(shown, 600, {}, early);
  expect(Object.keys(shown).map((name) => (after[name] ?? 0) - (before[name] ?? 0))).toEqual([100, 100, 100]);
});
