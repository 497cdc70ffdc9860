import { expect, test } from 'vitest';
import { Event } from './event.ts';
import { Task } from './task.ts';

test('who waits for a flag that is set does not suspend', () => {
  const event = new Event();
  event.set();
  expect(event.isSet).toBe(true);
  expect(event.wait()).toBeUndefined();
});

test('a flag is not set at first, nor once cleared', () => {
  const event = new Event();
  expect(event.isSet).toBe(false);
  event.set();
  event.clear();
  expect(event.isSet).toBe(false);
  expect(event.wait()).toBeInstanceOf(Promise);
});

test('setting it wakes all who wait; one who was cancelled leaves the others waiting', async () => {
  const event = new Event();
  const [first, second, third] = ['first', 'second', 'third'].map((name) =>
    Task.start(name, async (self) => event.wait(self)),
  );
  second?.cancel();
  event.set();
  await expect(second?.result).rejects.toThrow('second was cancelled');
  await expect(Promise.all([first?.result, third?.result])).resolves.toEqual([undefined, undefined]);
});
