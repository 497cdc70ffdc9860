import { expect, it } from 'vitest';
import { UsageError } from '../../core/usage-error.ts';
import { earlyThreads, threadsFor } from './threads.ts';

const { signal } = new AbortController();
const options = { 'run-timeout': 30, 'worker-memory': 2_048 };

it('no more threads than tasks are made', () => {
  expect(threadsFor(1, { ...options, workers: '4' }, { signal }).count).toBe(1);
  expect(threadsFor(9, { ...options, workers: '4' }, { signal }).count).toBe(4);
});

it('none start early where there may be fewer tasks than threads', () => {
  expect(earlyThreads(3, { ...options, workers: '4' }, { signal })).toBeUndefined();
});

it('a wrong number of threads is told before scenarios are loaded', () => {
  expect(() => earlyThreads(3, { ...options, workers: '0' }, { signal })).toThrow(UsageError);
});
