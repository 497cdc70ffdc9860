import { expect, test, vi } from 'vitest';
import { Signal } from './signal.ts';
import { SingleFlight } from './single-flight.ts';
import { Task } from './task.ts';

test('concurrent calls for one key share one task; other keys have their own', async () => {
  const flights = new SingleFlight<string>('fetch');
  const fetched = new Signal();
  const body = vi.fn(async (self: Task<string>) => {
    await self.wait(fetched.raised);
    return self.name;
  });
  const calls = ['a', 'a', 'b'].map((key) => flights.run(key, body));
  fetched.raise();
  await expect(Promise.all(calls)).resolves.toEqual(['fetch(a)', 'fetch(a)', 'fetch(b)']);
  expect(body).toHaveBeenCalledTimes(2);
});

test('a cancelled caller leaves and hurts no other', async () => {
  const flights = new SingleFlight<string>('fetch');
  const fetched = new Signal();
  const body = async (self: Task<string>): Promise<string> => {
    await self.wait(fetched.raised);
    return 'fetched';
  };
  const first = Task.start('first', (self) => flights.run('a', body, self));
  const second = flights.run('a', body);
  first.cancel();
  await expect(first.result).rejects.toThrow('first was cancelled');
  fetched.raise();
  await expect(second).resolves.toBe('fetched');
});

test('after a flight has ended, badly too, the next call starts a new one', async () => {
  const flights = new SingleFlight<string>('fetch');
  const failing = flights.run('a', async () => {
    throw new Error('connection refused');
  });
  const retry = failing.catch(() => flights.run('a', async () => 'fetched'));
  await expect(retry).resolves.toBe('fetched');
});
