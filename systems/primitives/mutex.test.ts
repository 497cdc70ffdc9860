import { channel } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { Mutex } from './mutex.ts';
import { Task } from './task.ts';

test('a free lock is taken without suspending', () => {
  const lock = new Mutex('m');
  expect(lock.acquire()).toBeUndefined();
  expect(lock.locked).toBe(true);
  lock.release();
  expect(lock.locked).toBe(false);
});

test('who queues is served in order, and nobody slips in while the lock changes hands', async () => {
  const lock = new Mutex('m');
  const order: string[] = [];
  void lock.acquire();
  const first = lock.run(() => order.push('first'));
  const second = lock.run(() => order.push('second'));
  lock.release();
  expect(lock.acquire()).toBeInstanceOf(Promise);
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});

test('a cancelled waiter leaves the queue', async () => {
  const lock = new Mutex('m');
  void lock.acquire();
  const waiter = Task.start('w', (self) => lock.run(() => {}, self));
  waiter.cancel();
  expect(lock.waiting).toBe(0);
  lock.release();
  expect(lock.locked).toBe(false);
  await expect(waiter.result).rejects.toThrow('w was cancelled');
});

test('a waiter that is cancelled between grant and resumption passes the lock on', async () => {
  const lock = new Mutex('m');
  void lock.acquire();
  const waiter = Task.start('w', (self) => lock.run(() => 'ran', self));
  const next = lock.run(() => 'ran');
  lock.release();
  waiter.cancel();
  await expect(waiter.result).rejects.toThrow('w was cancelled');
  await expect(next).resolves.toBe('ran');
  expect(lock.locked).toBe(false);
});

test('every acquired event is followed by its released event', async () => {
  const events: string[] = [];
  const record = (_event: unknown, name: string | symbol): number => events.push(String(name));
  const channels = ['lock.queued', 'lock.acquired', 'lock.released'].map((name) => channel(name));
  for (const each of channels) each.subscribe(record);
  const lock = new Mutex('m');
  void lock.acquire();
  const waiter = Task.start('w', (self) => lock.run(() => {}, self));
  lock.release();
  waiter.cancel();
  await waiter.result.catch(() => {});
  for (const each of channels) each.unsubscribe(record);
  expect(events).toEqual(['lock.acquired', 'lock.queued', 'lock.released']);
});
