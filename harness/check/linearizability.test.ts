import { describe, expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { isLinearizableByBruteForce } from './brute-force.fake.ts';
import { History, type HistoryOperation } from './history.ts';
import { checkLinearizability, linearizable, LinearizabilityUndecided } from './linearizability.ts';
import type { SequentialModel } from './sequential-model.ts';

type Access = { readonly put: number; readonly key?: string } | { readonly get: true; readonly key?: string };

const register: SequentialModel<number, Access, number | undefined> = {
  initial: 0,
  apply: (state, input) => ('put' in input ? [input.put, undefined] : [state, state]),
  partOf: ({ key = '' }) => key,
};

type QueueCall = { readonly enqueue: number } | 'dequeue';
const queue: SequentialModel<readonly number[], QueueCall, number | undefined> = {
  initial: [],
  apply: (items, call) =>
    call === 'dequeue' ? [items.slice(1), items[0]] : [[...items, call.enqueue], undefined],
};

function operation<Input, Output>(
  client: string,
  calledAt: number,
  returnedAt: number | undefined,
  input: Input,
  output?: Output,
): HistoryOperation<Input, Output> {
  return { client, calledAt, returnedAt, input, output };
}

const put = (client: string, from: number, to: number | undefined, value: number, key = '') =>
  operation<Access, number | undefined>(client, from, to, { put: value, key });
const get = (client: string, from: number, to: number | undefined, value?: number, key = '') =>
  operation<Access, number | undefined>(client, from, to, { get: true, key }, value);

describe('known histories', () => {
  test('overlapping reads of a register may see the old value and then the new one (Porcupine)', () => {
    const operations = [put('a', 0, 100, 100), get('b', 25, 75, 100), get('c', 30, 60, 0)];
    expect(checkLinearizability(operations, register).verdict).toBe('linearizable');
  });

  test('a read after a read of the new value may not see the old one (Porcupine)', () => {
    const operations = [put('a', 0, 100, 200), get('b', 10, 30, 200), get('c', 40, 90, 0)];
    const result = checkLinearizability(operations, register);
    expect(result.verdict).toBe('not');
    expect(result.explained).toEqual([operations[0], operations[1]]);
  });

  test('a queue whose dequeues overlap may hand out in either order', () => {
    // [herlihy-wing], figure 1a
    const operations = [
      operation<QueueCall, number | undefined>('a', 0, 3, { enqueue: 1 }),
      operation<QueueCall, number | undefined>('b', 1, 4, { enqueue: 2 }),
      operation<QueueCall, number | undefined>('b', 5, 6, 'dequeue', 1),
      operation<QueueCall, number | undefined>('a', 7, 8, 'dequeue', 2),
    ];
    expect(checkLinearizability(operations, queue).verdict).toBe('linearizable');
  });

  test('a queue that hands out the second of two successive items first is wrong (figure 1b)', () => {
    const operations = [
      operation<QueueCall, number | undefined>('a', 0, 1, { enqueue: 1 }),
      operation<QueueCall, number | undefined>('b', 2, 4, { enqueue: 2 }),
      operation<QueueCall, number | undefined>('a', 3, 5, 'dequeue', 2),
    ];
    expect(checkLinearizability(operations, queue).verdict).toBe('not');
  });

  test('an item handed out twice is wrong (figure 1d)', () => {
    const operations = [
      operation<QueueCall, number | undefined>('a', 0, 1, { enqueue: 1 }),
      operation<QueueCall, number | undefined>('a', 2, 5, 'dequeue', 1),
      operation<QueueCall, number | undefined>('b', 3, 4, 'dequeue', 1),
    ];
    expect(checkLinearizability(operations, queue).verdict).toBe('not');
  });
});

test('a pending operation may have taken effect, long after its call or never', () => {
  const pending = put('a', 0, undefined, 1);
  const verdict = (...rest: HistoryOperation<Access, number | undefined>[]): string =>
    checkLinearizability([pending, ...rest], register).verdict;
  expect(verdict(get('b', 1, 2, 0), get('b', 3, 4, 1))).toBe('linearizable');
  expect(verdict(get('b', 1, 2, 0), get('b', 3, 4, 0))).toBe('linearizable');
  expect(verdict(get('b', 1, 2, 1), get('b', 3, 4, 0))).toBe('not');
  expect(verdict()).toBe('linearizable');
});

test('a call and a return at the same time overlap', () => {
  const operations = [put('a', 0, 5, 1), get('b', 5, 6, 0)];
  expect(checkLinearizability(operations, register).verdict).toBe('linearizable');
});

test('keys are checked apart, and the bad one is named', () => {
  const operations = [
    put('a', 0, 1, 1, 'x'),
    get('a', 2, 3, 1, 'x'),
    put('a', 4, 5, 1, 'y'),
    get('a', 6, 7, 2, 'y'),
  ];
  expect(checkLinearizability(operations, register)).toMatchObject({ verdict: 'not', part: 'y' });
});

test('what cannot be decided within the budget is unknown', () => {
  const operations = Array.from({ length: 8 }, (_, i) => put(`c${i}`, i, 100, i));
  operations.push(get('r', 200, 201, 99));
  expect(checkLinearizability(operations, register, { budget: 50 }).verdict).toBe('unknown');
  expect(checkLinearizability(operations, register).verdict).toBe('not');
});

test('agrees with brute force on random histories of registers and queues', () => {
  const random = new Random(7);
  const verdicts = { linearizable: 0, not: 0 };
  for (let i = 0; i < 3000; i++) {
    const operations = randomHistory(random, (call) => call);
    const expected = isLinearizableByBruteForce(operations, register) ? 'linearizable' : 'not';
    expect(checkLinearizability(operations, register).verdict).toBe(expected);
    verdicts[expected] += 1;
    const calls = randomHistory(random, (call): QueueCall =>
      'put' in call ? { enqueue: call.put } : 'dequeue',
    );
    const inQueue = isLinearizableByBruteForce(calls, queue) ? 'linearizable' : 'not';
    expect(checkLinearizability(calls, queue).verdict).toBe(inQueue);
    verdicts[inQueue] += 1;
  }
  // Neither verdict is rare, or the comparison would say little.
  expect(Math.min(verdicts.linearizable, verdicts.not)).toBeGreaterThan(1000);
});

/** Up to seven operations with few values, at few moments, so that ties and overlaps abound. */
function randomHistory<Input>(
  random: Random,
  inputOf: (access: { put: number } | { get: true }) => Input,
): HistoryOperation<Input, number | undefined>[] {
  return Array.from({ length: 1 + random.below(7) }, (_, i) => {
    const puts = random.below(2) === 0;
    const calledAt = random.below(12);
    const returnedAt = random.below(5) === 0 ? undefined : calledAt + random.below(6);
    const input = inputOf(puts ? { put: 1 + random.below(2) } : { get: true });
    return operation(`c${i}`, calledAt, returnedAt, input, puts ? undefined : random.below(3));
  });
}

describe('as a check', () => {
  test('green where what was recorded has an explanation; a call that rejects stays pending', async () => {
    const history = new History<Access, number | undefined>();
    await history.record('a', { put: 1 }, () => Promise.reject(new Error('lost reply'))).catch(() => {});
    await history.record('b', { get: true }, () => Promise.resolve(1));
    expect(linearizable(history, register).finding).toBeUndefined();
  });

  test('red with the operations that nothing explains, and the longest explanation', async () => {
    const history = new History<Access, number | undefined>();
    await history.record('a', { put: 1 }, () => Promise.resolve(undefined));
    await history.record('b', { get: true }, () => Promise.resolve(0));
    expect(linearizable(history, register).finding).toEqual({
      kind: 'not-linearizable',
      message: 'no order of 2 operations explains b: {"get":true} → 0, after a: {"put":1}',
    });
  });

  test('no verdict is an error, not a green light', () => {
    const history = new History<Access, number | undefined>();
    const calls = Array.from({ length: 12 }, (_, i) => history.call(`c${i}`, { put: i }));
    for (const call of calls) call.returned(undefined);
    history.call('r', { get: true }).returned(99);
    expect(() => linearizable(history, register, { budget: 50 })).toThrow(LinearizabilityUndecided);
  });
});
