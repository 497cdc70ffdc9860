import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../core/usage-error.ts';
import { type PoolOptions, WorkerPool } from './pool.ts';

let folder: string;
let pool: WorkerPool | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-pool-'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(async () => {
  await pool?.close();
  rmSync(folder, { recursive: true, force: true });
});

function poolOf(entry: string, options: PoolOptions = { size: 1 }): WorkerPool {
  const file = path.join(folder, 'entry.mjs');
  writeFileSync(file, entry);
  pool = new WorkerPool(pathToFileURL(file), options);
  return pool;
}

describe('a pool of workers', () => {
  it('gives what the function gives', async () => {
    const workers = poolOf(`export const twice = ({ task }) => ({ type: 'done', value: task * 2 });`);
    expect(await workers.run('twice', 21)).toEqual({ value: 42 });
  });

  it('throws what the function answers, wrong use as such', async () => {
    const entry = `
      const failed = { type: 'failed', name: 'RangeError', message: 'too far', stack: 'there' };
      export const wrongUse = () => ({ ...failed, wrongUse: true });
      export const wrong = () => ({ ...failed, wrongUse: false });`;
    const workers = poolOf(entry);
    await expect(workers.run('wrongUse', 0)).rejects.toThrow(UsageError);
    await expect(workers.run('wrong', 0)).rejects.toMatchObject({ name: 'RangeError', message: 'too far' });
  });

  it('throws, each time, where the workers do not come up', async () => {
    const workers = poolOf(`throw new Error('no such luck');`);
    await expect(workers.run('any', 1)).rejects.toThrow('no such luck');
    await expect(workers.run('any', 2)).rejects.toThrow('no such luck');
  });

  it('ends a thread that does not come back, names the line, and goes on with another', async () => {
    // The cells of a beacon: 0 says that runs are made, 11 on which thread.
    const entry = `
      import { threadId } from 'node:worker_threads';
      export const loop = ({ memory }) => {
        const cells = new Float64Array(memory);
        [cells[0], cells[11]] = [1, threadId];
        for (;;);
      };
      export const calm = () => ({ type: 'done', value: 'calm' });`;
    const workers = poolOf(entry, { size: 1, runLimitSeconds: 1 });
    const outcomes = await Promise.all([workers.run('loop', 0), workers.run('calm', 0)]);
    expect(outcomes).toEqual([
      { stuck: { schedule: undefined, seed: undefined, limitSeconds: 1, place: 'entry.mjs:6' } },
      { value: 'calm' },
    ]);
  });

  it('names the run that takes too much memory, which costs its worker alone', async () => {
    const entry = `
      export const hoard = ({ memory }) => {
        new Float64Array(memory)[0] = 1;
        // Large ones: nothing can interrupt this loop with small ones in Node 24 and 26.
        for (const kept = []; ; ) kept.push(Array(100_000).fill(0.5));
      };
      export const calm = () => ({ type: 'done', value: 'calm' });`;
    const workers = poolOf(entry, { size: 1, workerMemoryMb: 32 });
    const outcomes = await Promise.all([workers.run('hoard', 0), workers.run('calm', 0)]);
    expect(outcomes).toEqual([
      { stuck: { schedule: undefined, seed: undefined, limitMb: 32 } },
      { value: 'calm' },
    ]);
  });

  it('tells workers to stop when the signal aborts', async () => {
    const interrupt = new AbortController();
    const entry = `
      export const wait = ({ memory }) => {
        const cells = new Float64Array(memory);
        while (cells[5] === 0);
        return { type: 'done', value: 'stopped' };
      };`;
    const workers = poolOf(entry, { size: 1, signal: interrupt.signal });
    const waiting = workers.run('wait', 0);
    interrupt.abort();
    expect(await waiting).toEqual({ value: 'stopped' });
  });
});
