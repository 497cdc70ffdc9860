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

test('cancelling a task that joins another cancels that one and waits for its end', async () => {
  const ended = new Signal();
  const inner = Task.start('inner', async (self) => {
    try {
      await self.wait(never);
    } finally {
      await self.wait(ended.raised);
    }
  });
  const outer = Task.start('outer', (self) => self.join(inner));
  outer.cancel();
  await Promise.resolve();
  expect(outer.settled).toBe(false);
  ended.raise();
  await expect(outer.result).rejects.toThrow('inner was cancelled');
});

test('a cancellation that comes right after the joined task ended is not lost', async () => {
  const inner = Task.start('inner', async () => 'done');
  const outer = Task.start('outer', (self) => self.join(inner));
  while (!inner.settled) await Promise.resolve();
  outer.cancel();
  await expect(outer.result).rejects.toThrow('outer was cancelled');
});

test('a supervisor is told of the task and may cancel it', async () => {
  const spawn = vi.fn((_info, body) => body());
  const task = Task.start('writer', (self) => self.wait(never), { daemon: true, spawn });
  const [info] = spawn.mock.calls[0] ?? [];
  expect(info).toMatchObject({ name: 'writer', daemon: true });
  info.cancel();
  await expect(task.result).rejects.toThrow(Cancelled);
});
