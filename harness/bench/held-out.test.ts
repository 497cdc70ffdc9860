import { expect, test } from 'vitest';
import { explorerOf, programOfCase } from './peers/heddle.ts';
import { heldOut } from './held-out.ts';

test('held-out programs have 3 to 50 tasks and both kinds of failures', () => {
  const names = heldOut.map(({ name }) => name);
  const tasks = names.map((name) => Number(/of (\d+) tasks$/.exec(name)?.[1]));
  expect([Math.min(...tasks), Math.max(...tasks)]).toEqual([3, 50]);
  expect(new Set(names.map((name) => name.split(' ')[0]))).toEqual(new Set(['order', 'atomicity']));
});

test.each(heldOut)('$name: what usually happens is no failure', async (one) => {
  const program = programOfCase(one);
  const explorer = explorerOf(program, 1);
  await program.inSlice(() => explorer.next());
  expect(explorer.statistics.failing).toBe(0);
});
