import { expect, it } from 'vitest';
import { causalSlice } from './causal-slice.ts';
import { step } from './fixtures/report.ts';

it('what asked for an event matters, and what asked for that', () => {
  const steps = [
    step(1, 'a', 'start#1', { createdAt: 0 }),
    step(2, 'b', 'start#1', { createdAt: 0 }),
    step(3, 'a', 'x#1', { createdAt: 1 }),
    step(4, 'b', 'y#1', { createdAt: 2 }),
    step(5, 'a', 'z#1', { createdAt: 3 }),
  ];
  expect(causalSlice(steps, [5])).toEqual([5, 3, 1]);
});

it('what an event was held for matters', () => {
  const steps = [
    step(1, 'a', 'start#1', { createdAt: 0 }),
    step(2, 'b', 'start#1', { createdAt: 0 }),
    step(3, 'a', 'x#1', { createdAt: 1, heldUntil: 'b: start#1' }),
  ];
  expect(new Set(causalSlice(steps, [3]))).toEqual(new Set([3, 2, 1]));
});

it('who had the lock that a task waited for matters', () => {
  const note = (what: 'queued' | 'acquired' | 'released', task: string) => [{ lock: 'rows', what, task }];
  const steps = [
    step(1, 'b', 'start#1', { createdAt: 0, locks: note('acquired', 'b') }),
    step(2, 'c', 'start#1', { createdAt: 0 }),
    step(3, 'a', 'start#1', { createdAt: 0, locks: note('queued', 'a') }),
    step(4, 'b', 'x#1', { createdAt: 0, locks: note('released', 'b') }),
    step(5, 'a', 'y#1', { createdAt: 3, locks: note('acquired', 'a') }),
  ];
  expect(new Set(causalSlice(steps, [5]))).toEqual(new Set([5, 4, 3, 1]));
});

it('where reads and writes are known, what a task did one thing after another matters only as far as it asked', () => {
  const steps = [
    step(1, 'a', 'start#1', { createdAt: 0 }),
    step(2, 'a', 'spawn#1', { createdAt: 1 }),
    step(3, 'b', 'start#1', { createdAt: 2, kind: 'start' }),
    step(4, 'b', 'other#1', { createdAt: 3 }),
    step(5, 'b', 'put#1', { createdAt: 4, kind: 'request' }),
    step(6, 'b', 'put.reply#1', { createdAt: 5, kind: 'reply' }),
  ];
  // The request of the reply, and the task that spawned this one, not what it did in between.
  expect(causalSlice(steps, [6], true)).toEqual([6, 5, 2]);
  expect(causalSlice(steps, [6])).toEqual([6, 5, 4, 3, 2, 1]);
});
