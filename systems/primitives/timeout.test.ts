import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Mutex } from './mutex.ts';
import { Cancelled, Task, uncancellable } from './task.ts';
import { TimedOut, withTimeout } from './timeout.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => {});

test('interrupts the body when time is up, and leaves no timer behind', async () => {
  const left = vi.fn();
  const limited = withTimeout(uncancellable, 1000, (scope) => scope.wait(never, left));
  vi.advanceTimersByTime(1000);
  await expect(limited).rejects.toThrow(TimedOut);
  expect(left).toHaveBeenCalledTimes(1);

  await expect(withTimeout(uncancellable, 1000, (scope) => scope.wait(Promise.resolve(1)))).resolves.toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('a waiter for a lock that times out is out of the queue', async () => {
  const lock = new Mutex('m');
  void lock.acquire();
  const limited = withTimeout(uncancellable, 1000, (scope) => lock.run(() => {}, scope));
  vi.advanceTimersByTime(1000);
  await expect(limited).rejects.toThrow(TimedOut);
  expect(lock.waiting).toBe(0);
});

test('a cancellation right after the time limit is not lost and undoes nothing twice', async () => {
  const left = vi.fn();
  const task = Task.start('t', (self) => withTimeout(self, 1000, (scope) => scope.wait(never, left)));
  vi.advanceTimersByTime(1000);
  task.cancel();
  await expect(task.result).rejects.toThrow(Cancelled);
  expect(left).toHaveBeenCalledTimes(1);
});
