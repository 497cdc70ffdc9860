import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lostCounterUpdateOfSix } from './lost-counter-update.ts';
import { BarePeer } from '../peers/bare.ts';
import { runFastCheck } from '../peers/fast-check.ts';
import { explorerOf, programOfCase } from '../peers/heddle.ts';
import { cases } from './index.ts';

const RUNS = 200;

test.each([...cases, lostCounterUpdateOfSix])(
  '$name: right in the prompt order, wrong in another',
  async (one) => {
    const program = programOfCase(one);
    const explorer = explorerOf(program, 1);
    await program.inSlice(() => {
      while (explorer.statistics.schedules < RUNS && explorer.next());
    });
    expect(explorer.statistics.tallies.get('prompt')).toMatchObject({ schedules: 1, failing: 0 });
    expect([...explorer.statistics.failures.keys()]).toEqual(['wrong-result/case-holds']);
  },
);

test.each(cases)('$name: right where the oldest promise is released first', async (one) => {
  const { schedules, failing } = await new BarePeer(one).turn(1);
  expect(schedules).toBeGreaterThan(0);
  expect(failing).toBe(0);
});

test('fast-check makes as many runs as asked for, whether they fail or not, and stops when it is told to', async () => {
  const [batchLost] = cases;
  if (batchLost === undefined) throw new Error('there are no cases');
  const seen: boolean[] = [];
  await runFastCheck(batchLost, fc.scheduler(), 1, RUNS, ({ failed }) => {
    seen.push(failed);
    return false;
  });
  expect(seen).toHaveLength(RUNS);
  expect(new Set(seen)).toEqual(new Set([true, false]));
  let runs = 0;
  await runFastCheck(batchLost, fc.scheduler(), 1, RUNS, () => {
    runs += 1;
    return runs === 3;
  });
  expect(runs).toBe(3);
});
