import { expect, test } from 'vitest';
import { portfolio } from '../strategies/portfolio.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { Case } from './cases/case.ts';
import { heldOut } from './held-out.ts';
import { manyTasks } from './many-tasks.ts';
import { explorerOf, programOfCase, runUntilFailure } from './peers/heddle.ts';
import { median } from './statistics.ts';

const SEEDS = 20;
const RUNS_MAX = 1_000;
const FACTOR = 3;
const MORE = 10;

async function runsToFailure(one: Case, runsMax: number, alone?: Strategy): Promise<number[]> {
  const runs: number[] = [];
  // What takes no chances takes the same number each time.
  for (let seed = 1; seed <= (alone?.samples === false ? 1 : SEEDS); seed++) {
    const program = programOfCase(one);
    runs.push(
      (await runUntilFailure(program, explorerOf(program, seed, runsMax, alone), runsMax)) ?? Infinity,
    );
  }
  return runs;
}

/** One of each shape, of 3, 20, 35 and 50 tasks; `npm run bench` measures all of them, from more seeds. */
const chosen = ['serial: 3 of 3', 'reversed: 4 of 20', 'nested: 2 of 35', 'serial: 3 of 50'];

const thought = manyTasks.filter(({ name }) => chosen.some((prefix) => name.startsWith(prefix)));
/** Of those that nobody has thought out: of few tasks, of some and of many. */
const drawn = heldOut.filter((_, i) => i % 5 === 3);

test.each([...thought, ...drawn])(
  '$name: the portfolio finds it from every seed, with at most 3 times the runs of the best strategy and 10',
  async (one) => {
    const together = await runsToFailure(one, RUNS_MAX);
    expect(Math.max(...together)).toBeLessThan(RUNS_MAX);
    // A strategy that took fewer runs than that would break it: more need not be made of each.
    const enough = Math.ceil((median(together) - MORE) / FACTOR);
    for (const strategy of enough > 0 ? portfolio : []) {
      const alone = await runsToFailure(one, enough, strategy);
      expect(FACTOR * median(alone) + MORE, strategy.name).toBeGreaterThanOrEqual(median(together));
    }
  },
);
