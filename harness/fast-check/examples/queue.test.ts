import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduler } from '../index.ts';

type Call = (value: number) => Promise<number>;

/** Calls one after the other, and answers in the order of the calls: each waits for the one before. */
function queued(call: Call): Call {
  let last: Promise<unknown> = Promise.resolve();
  return (value) => {
    const answer = last.then(() => call(value));
    last = answer.catch(() => {});
    return answer;
  };
}

/** Answers in the order of the calls, but calls at once. */
function overlapping(call: Call): Call {
  let last: Promise<unknown> = Promise.resolve();
  return (value) => {
    const answer = call(value);
    const before = last;
    last = answer.catch(() => {});
    return before.then(() => answer);
  };
}

/** Calls at once and answers when it can. */
const unordered = (call: Call): Call => call;

/** Of calls at several moments: answers come in order, and no two calls are under way. */
const property = (queue: (call: Call) => Call): fc.IAsyncProperty<unknown> =>
  fc.asyncProperty(scheduler(), fc.integer({ min: 1, max: 5 }), async (s, calls) => {
    let underWay = 0;
    let most = 0;
    const answers: number[] = [];
    const call = queue(async (value) => {
      most = Math.max(most, (underWay += 1));
      await s.schedule(Promise.resolve(), `call ${value}`);
      underWay -= 1;
      return value;
    });
    const waits: Promise<unknown>[] = [];
    const { task } = s.scheduleSequence(
      Array.from({ length: calls }, (_, value) => ({
        label: `ask ${value}`,
        builder: async () => void waits.push(call(value).then((answer) => answers.push(answer))),
      })),
    );
    await s.waitFor(task);
    await s.waitFor(Promise.all(waits));
    expect(answers).toEqual([...answers.keys()]);
    expect(most).toBe(1);
  });

test('a queue holds', () => fc.assert(property(queued), { seed: 1 }));

test('one that does not wait is red at two calls: the later answers first', async () => {
  const { counterexample, errorInstance } = await fc.check(property(unordered), { seed: 1 });
  expect(counterexample).toEqual([expect.anything(), 2]);
  expect(String(errorInstance)).toContain('AssertionError');
});

test('one that waits with the answers only is red, too', async () => {
  const { counterexample, errorInstance } = await fc.check(property(overlapping), { seed: 1 });
  expect(counterexample).toEqual([expect.anything(), 2]);
  expect(String(errorInstance)).toContain('expected 2 to be 1');
});
