import { expect, test, vi } from 'vitest';
import { Signal } from './signal.ts';
import { Cancelled, Task } from './task.ts';

const never = new Promise<never>(() => {});

test('cancelling rejects the await at which the task is suspended', async () => {
  const left = vi.fn();
  const task = Task.start('t', (self) => self.wait(never, left));
  task.cancel();
  await expect(task.result).rejects.toThrow(Cancelled);
  expect(left).toHaveBeenCalledTimes(1);
});

test('cancelling a task between two awaits rejects the next one', async () => {
  const bare = new Signal();
  const task = Task.start('t', async (self) => {
    await bare.raised;
    await self.wait(never);
  });
  task.cancel();
  bare.raise();
  await expect(task.result).rejects.toThrow(Cancelled);
});

test('a finally block of a cancelled task may await', async () => {
  const rolledBack = new Signal();
  const steps: string[] = [];
  const task = Task.start('t', async (self) => {
    try {
      await self.wait(never);
    } finally {
      await self.wait(rolledBack.raised);
      steps.push('rolled back');
    }
  });
  task.cancel();
  rolledBack.raise();
  await expect(task.result).rejects.toThrow(Cancelled);
  expect(steps).toEqual(['rolled back']);
});

test('cancelling again, once the body has gone on, rejects one more await', async () => {
  const cleaningUp = new Signal();
  const task = Task.start('t', async (self) => {
    try {
      await self.wait(never);
    } finally {
      cleaningUp.raise();
      await self.wait(never);
    }
  });
  task.cancel();
  await cleaningUp.raised;
  task.cancel();
  await expect(task.result).rejects.toThrow(Cancelled);
});

test('two cancellations that the body sees as one reject one await', async () => {
  const task = Task.start('t', async (self) => {
    await self.wait(never).catch(() => {});
    await self.wait(Promise.resolve());
    return 'went on';
  });
  task.cancel();
  task.cancel();
  await expect(task.result).resolves.toBe('went on');
});

test('a supervisor is told of the task and may cancel it', async () => {
  const spawn = vi.fn((_info, body) => body());
  const task = Task.start('writer', (self) => self.wait(never), { daemon: true, spawn });
  const [info] = spawn.mock.calls[0] ?? [];
  expect(info).toMatchObject({ name: 'writer', daemon: true });
  info.cancel();
  await expect(task.result).rejects.toThrow(Cancelled);
});
