import { expect, test, vi } from 'vitest';
import { Queue } from './queue.ts';
import { Task } from './task.ts';

test('an item stays in the queue until the getter it wakes runs', async () => {
  const queue = new Queue<string>();
  const getter = queue.get();
  queue.put('r1');
  expect(queue.size).toBe(1);
  await expect(getter).resolves.toBe('r1');
  expect(queue.size).toBe(0);
});

test('a getter that is cancelled after it was woken takes nothing and wakes the next', async () => {
  const queue = new Queue<string>();
  const first = Task.start('first', (self) => queue.get(self));
  const second = Task.start('second', (self) => queue.get(self));
  queue.put('r1');
  first.cancel();
  await expect(first.result).rejects.toThrow('first was cancelled');
  await expect(second.result).resolves.toBe('r1');
});

test('a cancelled getter leaves the queue of getters', async () => {
  const queue = new Queue<string>();
  const first = Task.start('first', (self) => queue.get(self));
  const second = Task.start('second', (self) => queue.get(self));
  first.cancel();
  queue.put('r1');
  await expect(second.result).resolves.toBe('r1');
});

test('a put while a woken getter has not run yet wakes the next getter', async () => {
  const queue = new Queue<string>();
  const getters = [queue.get(), queue.get()];
  queue.put('r1');
  queue.put('r2');
  await expect(Promise.all(getters)).resolves.toEqual(['r1', 'r2']);
});

test('join waits until everything put has been dealt with, not only taken', async () => {
  const queue = new Queue<string>();
  queue.put('r1');
  const done = vi.fn();
  const joined = queue.join().then(done);
  await queue.get();
  expect(done).not.toHaveBeenCalled();
  queue.taskDone();
  await joined;
});
