import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { simulate } from '../program/simulate.ts';
import { KeyValueStore } from './key-value-store.ts';

async function valueOf(body: (kv: KeyValueStore, sim: Sim) => Promise<unknown>): Promise<unknown> {
  const run = await simulate((sim) => {
    const kv = new KeyValueStore(sim);
    sim.task('body', () => body(kv, sim));
  });
  expect(run.findings).toEqual([]);
  return run.tasks.get('body')?.value;
}

test('puts have growing revisions, and a range shows what begins with the prefix', async () => {
  const value = await valueOf(async (kv) => [
    await kv.put('a/1', 'x'),
    await kv.put('b/1', 'y'),
    await kv.range('a/'),
    await kv.get('b/1'),
  ]);
  expect(value).toEqual([1, 2, { 'a/1': 'x' }, { key: 'b/1', value: 'y', revision: 2, step: 3 }]);
});

test('several entries are put at one revision, and a prefix is deleted in one call', async () => {
  const value = await valueOf(async (kv) => {
    await kv.putPrefix({ 'a/1': 'x', 'a/2': 'y', b: 'z' });
    const { revision } = kv;
    await kv.deletePrefix('a/');
    await kv.delete('missing');
    return [revision, kv.entries()];
  });
  expect(value).toEqual([1, { b: 'z' }]);
});

test('compare-and-put writes only at the expected revision', async () => {
  const value = await valueOf(async (kv) => [
    await kv.compareAndPut('a', '1', 0),
    await kv.compareAndPut('a', '2', 0),
    await kv.compareAndPut('a', '3', 1),
    kv.entries(),
  ]);
  expect(value).toEqual([true, false, true, { a: '3' }]);
});

test('replace writes nothing once somebody else has put the guard', async () => {
  const value = await valueOf(async (kv) => {
    const revision = await kv.put('guard', 'me');
    const first = await kv.replace(['a/'], { 'a/1': 'x' }, { key: 'guard', revision });
    await kv.put('guard', 'other');
    const second = await kv.replace(['a/'], {}, { key: 'guard', revision });
    return [first, second, kv.entries('a/')];
  });
  expect(value).toEqual([true, false, { 'a/1': 'x' }]);
});

test('a watch delivers each change once, in order, in the name of the watcher', async () => {
  const seen: string[] = [];
  const run = await simulate((sim) => {
    const kv = new KeyValueStore(sim);
    const watch = kv.watch('a/');
    sim.task('watcher', async () => {
      while (seen.length < 3) {
        const { type, key } = await watch.next();
        seen.push(`${type} ${key}`);
      }
      watch.close();
    });
    sim.task('writer', async () => {
      await kv.putPrefix({ 'a/1': 'x', 'a/2': 'y', b: 'z' });
      await kv.deletePrefix('a/1');
    });
  });
  expect(seen).toEqual(['put a/1', 'put a/2', 'delete a/1']);
  expect(run.ending).toBe('quiescent');
  expect(run.delivered.map((event) => run.idOf(event))).toContain('watcher: kv.watch(a/2)#1');
});
