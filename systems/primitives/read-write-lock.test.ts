import { expect, test } from 'vitest';
import { ReadWriteLock } from './read-write-lock.ts';
import { Task } from './task.ts';

test('readers share the lock and do not suspend', () => {
  const lock = new ReadWriteLock('rw');
  expect(lock.acquireShared()).toBeUndefined();
  expect(lock.acquireShared()).toBeUndefined();
  expect(lock.readers).toBe(2);
});

test('a writer is alone', async () => {
  const lock = new ReadWriteLock('rw');
  void lock.acquireShared();
  const queued = lock.acquireExclusive();
  expect(lock.writing).toBe(false);
  lock.releaseShared();
  await queued;
  expect(lock.acquireShared()).toBeInstanceOf(Promise);
  expect(lock.acquireExclusive()).toBeInstanceOf(Promise);
});

test('a reader that comes after a waiting writer queues behind it', async () => {
  const lock = new ReadWriteLock('rw');
  const order: string[] = [];
  void lock.acquireShared();
  const writer = lock.runExclusive(() => order.push('writer'));
  const readers = [1, 2].map((n) => lock.runShared(() => order.push(`reader ${n} of ${lock.readers}`)));
  lock.releaseShared();
  await Promise.all([writer, ...readers]);
  expect(order).toEqual(['writer', 'reader 1 of 2', 'reader 2 of 2']);
  expect(lock.readers).toBe(0);
});

test('when a waiting writer is cancelled, the readers behind it go on', async () => {
  const lock = new ReadWriteLock('rw');
  void lock.acquireShared();
  const writer = Task.start('w', (self) => lock.runExclusive(() => {}, self));
  const reader = lock.runShared(() => 'read');
  writer.cancel();
  await expect(reader).resolves.toBe('read');
  await expect(writer.result).rejects.toThrow('w was cancelled');
});

test('a writer that is cancelled between grant and resumption passes the lock on', async () => {
  const lock = new ReadWriteLock('rw');
  void lock.acquireExclusive();
  const writer = Task.start('w', (self) => lock.runExclusive(() => 'wrote', self));
  const reader = lock.runShared(() => 'read');
  lock.releaseExclusive();
  writer.cancel();
  await expect(reader).resolves.toBe('read');
  expect(lock.writing).toBe(false);
});

test('giving back what nobody holds is an error', () => {
  const lock = new ReadWriteLock('rw');
  expect(() => lock.releaseShared()).toThrow('rw is released but nobody reads');
  expect(() => lock.releaseExclusive()).toThrow('rw is released but nobody writes');
});
