import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Signal } from '../primitives/signal.ts';
import { GatedStore } from './gated-store.fake.ts';
import { batchWriters, type LogRow, type LogWriter, type LogWriterOptions } from './index.ts';

type BatchVariant = Exclude<keyof typeof batchWriters.variants, 'single' | 'noop'>;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const rows = (prefix: string, count: number): LogRow[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${prefix}${n + 1}` }));

const putAll = (writer: LogWriter, all: readonly LogRow[]): void => {
  for (const row of all) void writer.put(row);
};

/** Lets everything go on that waits for no timer. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

const create = (variant: keyof typeof batchWriters.variants, options: LogWriterOptions = {}) => {
  const store = new GatedStore();
  const onDropped = vi.fn();
  const onWritten = vi.fn();
  const writer = batchWriters.variants[variant].create(store, { onDropped, onWritten, ...options });
  return { store, writer, onDropped, onWritten };
};

/** A writer that has `inFlight` rows held at their commit. */
const createMidCommit = async (variant: BatchVariant, inFlight: number, options: LogWriterOptions = {}) => {
  const created = create(variant, { maxBatch: 10, ...options });
  const gate = new Signal();
  created.store.gate = gate;
  created.writer.start();
  putAll(created.writer, rows('r', inFlight));
  await vi.advanceTimersByTimeAsync(1000);
  expect(created.store.batches).toEqual([inFlight]);
  return { ...created, gate };
};

const hasSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  const settled = vi.fn();
  promise.then(settled, settled);
  await settle();
  return settled.mock.calls.length > 0;
};

const batchVariants: readonly BatchVariant[] = [
  'p0-join-then-cancel',
  'p1-cancel-on-stop',
  'p2-shielded-flush',
  'p3-stop-event',
  'hardened',
];

describe.each(batchVariants)('%s', (variant) => {
  test('queued rows are flushed at stop', async () => {
    const { store, writer } = create(variant);
    writer.start();
    putAll(writer, rows('r', 3));
    const stopped = writer.stop();
    await vi.advanceTimersByTimeAsync(1010);
    await vi.advanceTimersByTimeAsync(10);
    await stopped;
    expect(store.ids).toEqual(['r1', 'r2', 'r3']);
    expect(writer.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('stopping a writer that was never started does nothing', async () => {
    const { store, writer } = create(variant);
    await writer.stop();
    expect(store.batches).toEqual([]);
  });

  test('a batch that the database refuses for good is reported, and the next one is written', async () => {
    const { store, writer, onDropped } = create(variant, { maxBatch: 1 });
    store.outcomes.push('refused', ...(variant === 'hardened' ? (['refused', 'refused'] as const) : []));
    writer.start();
    putAll(writer, rows('r', 2));
    await vi.advanceTimersByTimeAsync(1000);
    const stopped = writer.stop();
    await vi.advanceTimersByTimeAsync(10);
    await stopped;
    expect(onDropped.mock.calls).toEqual([[[{ id: 'r1' }], new Error('deadlock detected')]]);
    expect(store.ids).toEqual(['r2']);
  });
});

describe.each(['p3-stop-event', 'hardened'] as const)('%s', (variant) => {
  test('stop drops neither the batch in flight nor the rows behind it', async () => {
    const { store, writer, gate } = await createMidCommit(variant, 7);
    putAll(writer, rows('q', 5));
    const stopped = writer.stop();
    expect(await hasSettled(stopped)).toBe(false);
    gate.raise();
    await stopped;
    expect(store.committed).toHaveLength(12);
    expect(store.batches).toEqual([7, 5]);
  });

  test('an idle writer stops at once', async () => {
    const { writer } = create(variant, { flushIntervalMs: 60_000 });
    writer.start();
    await settle();
    expect(await hasSettled(writer.stop())).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a wedged flush is cancelled at the timeout', async () => {
    const { store, writer } = await createMidCommit(variant, 2);
    const stopped = writer.stop();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(await hasSettled(stopped)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await hasSettled(stopped)).toBe(true);
    expect(store.ids).toEqual([]);
  });
});

test('p0 waits for a wedged flush for ever', async () => {
  const { writer } = await createMidCommit('p0-join-then-cancel', 1);
  const stopped = writer.stop();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(await hasSettled(stopped)).toBe(false);
});

test('p1 loses exactly the batch in flight, and says nothing', async () => {
  const { store, writer, onDropped } = await createMidCommit('p1-cancel-on-stop', 7);
  putAll(writer, rows('q', 5));
  store.gate = undefined;
  await writer.stop();
  expect(store.ids).toEqual(['q1', 'q2', 'q3', 'q4', 'q5']);
  expect(onDropped).not.toHaveBeenCalled();
});

test('p2 has stopped while its flush still runs', async () => {
  const { store, writer, gate } = await createMidCommit('p2-shielded-flush', 7);
  expect(await hasSettled(writer.stop())).toBe(true);
  expect(store.ids).toEqual([]);
  gate.raise();
  await settle();
  expect(store.committed).toHaveLength(7);
});

test('p3 accepts rows after stop began, and flushes them in one go however many', async () => {
  const { store, writer, gate } = await createMidCommit('p3-stop-event', 7);
  const stopped = writer.stop();
  putAll(writer, rows('q', 12));
  gate.raise();
  await stopped;
  expect(store.batches).toEqual([7, 12]);
});

test('single drops and reports a row that the database refuses', async () => {
  const { store, writer, onDropped } = create('single');
  store.outcomes.push('refused');
  for (const row of rows('r', 2)) await writer.put(row);
  expect(onDropped).toHaveBeenCalledTimes(1);
  expect(store.ids).toEqual(['r2']);
});
