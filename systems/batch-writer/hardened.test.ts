import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Signal } from '../primitives/signal.ts';
import type { Spawn, TaskInfo } from '../primitives/task.ts';
import { GatedStore } from './gated-store.fake.ts';
import { HardenedWriter, StopGaveUp, WriterStopped } from './hardened.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const create = (maxBatch = 100) => {
  const store = new GatedStore();
  const onDropped = vi.fn();
  const onWritten = vi.fn();
  const tasks: TaskInfo[] = [];
  const spawn: Spawn = (task, body) => {
    tasks.push(task);
    return body();
  };
  const writer = new HardenedWriter(store, { maxBatch, onDropped, onWritten, spawn });
  return { store, writer, onDropped, onWritten, tasks };
};

test('a batch whose reply was lost is tried again and written once', async () => {
  const { store, writer, onWritten, onDropped } = create();
  store.outcomes.push('reply lost');
  writer.start();
  writer.put({ id: 'r1' });
  await vi.advanceTimersByTimeAsync(100);
  await writer.stop();
  expect(store.ids).toEqual(['r1']);
  expect(onWritten.mock.calls).toEqual([[[{ id: 'r1' }]]]);
  expect(onDropped).not.toHaveBeenCalled();
});

test('rows survive the cancellation of the writer', async () => {
  const { store, writer, tasks } = create(1);
  store.gate = new Signal();
  writer.start();
  for (const id of ['r1', 'r2']) writer.put({ id });
  await vi.advanceTimersByTimeAsync(0);
  tasks[0]?.cancel();
  await vi.advanceTimersByTimeAsync(0);
  expect(writer.size).toBe(2);

  store.gate = undefined;
  await writer.stop();
  expect(tasks.map((task) => task.name)).toEqual(['writer', 'drain']);
  expect(store.ids).toEqual(['r1', 'r2']);
});

test('what a cancelled drain leaves is reported', async () => {
  const { store, writer, tasks, onDropped } = create();
  writer.put({ id: 'r1' });
  store.gate = new Signal();
  const stopped = writer.stop();
  await vi.advanceTimersByTimeAsync(0);
  tasks[0]?.cancel();
  await stopped;
  expect(onDropped.mock.calls).toEqual([[[{ id: 'r1' }], new StopGaveUp()]]);
});

test('a row is refused once stop was called', async () => {
  const { writer } = create();
  writer.start();
  const stopped = writer.stop();
  expect(() => writer.put({ id: 'late' })).toThrow(WriterStopped);
  await stopped;
});

test('what is left at the stop timeout is reported, and every stop resolves', async () => {
  const { store, writer, onDropped } = create(1);
  store.gate = new Signal();
  writer.start();
  for (const id of ['r1', 'r2']) writer.put({ id });
  const stops = Promise.all([writer.stop(), writer.stop()]);
  await vi.advanceTimersByTimeAsync(10_000);
  await stops;
  expect(onDropped.mock.calls).toEqual([[[{ id: 'r1' }, { id: 'r2' }], new StopGaveUp()]]);
  expect(writer.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('rows put before a start that never came are written at stop', async () => {
  const { store, writer } = create(2);
  for (const id of ['r1', 'r2', 'r3']) writer.put({ id });
  await writer.stop();
  expect(store.batches).toEqual([2, 1]);
});
