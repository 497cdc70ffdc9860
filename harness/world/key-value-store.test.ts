import { expect, test } from 'vitest';
import { CRASH, type Picker } from '../core/picker.ts';
import type { Sim } from '../core/sim.ts';
import { simulate } from '../program/simulate.ts';
import { KeyValueError } from './key-value-errors.ts';
import { KeyValueStore } from './key-value-store.ts';

/** The prompt order, with a crash as soon as that is so. */
function crashWhen(isTime: () => boolean): Picker {
  let crashed = false;
  return {
    pick: (point) => {
      if (crashed || !isTime()) return point.pending.first(point.horizonMs);
      crashed = true;
      return CRASH;
    },
  };
}

/** The prompt order, but what is delivered of that key fails. */
const failingAt = (key: string): Picker => ({
  pick({ pending, horizonMs, delivery }) {
    const index = pending.first(horizonMs);
    const event = pending.events[index];
    if (event?.key === key && event.type.name === 'kv.watch') delivery.fault = 'error';
    return index;
  },
});

const put = (key: string, value: string) => ({ type: 'put', key, value }) as const;

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
  const stored = { key: 'b/1', value: 'y', revision: 3, createRevision: 3, version: 1, lease: 0, step: 3 };
  expect(value).toEqual([2, 3, { 'a/1': 'x' }, stored]);
});

test('several entries are put at one revision, and a prefix is deleted in one call', async () => {
  const value = await valueOf(async (kv) => {
    await kv.putPrefix({ 'a/1': 'x', 'a/2': 'y', b: 'z' });
    const { revision } = kv;
    await kv.deletePrefix('a/');
    await kv.delete('missing');
    return [revision, kv.revision, kv.entries()];
  });
  expect(value).toEqual([2, 3, { b: 'z' }]);
});

test('compare-and-put writes only at the expected revision', async () => {
  const value = await valueOf(async (kv) => [
    await kv.compareAndPut('a', '1', 0),
    await kv.compareAndPut('a', '2', 0),
    await kv.compareAndPut('a', '3', 2),
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

test('a prefix is replaced in one transaction, in which no key is deleted and put', async () => {
  const value = await valueOf(async (kv) => {
    await kv.putPrefix({ 'a/1': 'x', 'a/2': 'y' });
    const watch = kv.watch('a/');
    await watch.opened;
    await kv.replace(['a/'], { 'a/2': 'z' }, { key: 'guard', revision: 0 });
    const changes = [await watch.next(), await watch.next()];
    return changes.map(({ type, key, revision }) => [type, key, revision]);
  });
  expect(value).toEqual([
    ['delete', 'a/1', 3],
    ['put', 'a/2', 3],
  ]);
});

test('what the store refuses rejects with the reason, and nothing is done', async () => {
  const value = await valueOf(async (kv) => {
    const twice = { success: [put('a', '1'), put('a', '2')] };
    const reason = await kv.transact(twice).catch((error: unknown) => error);
    return [reason instanceof KeyValueError && reason.reason, kv.entries()];
  });
  expect(value).toEqual(['duplicate-key', {}]);
});

test('a lease survives the process, and takes its keys with it', async () => {
  const seen: unknown[] = [];
  let isHeld = false;
  const run = await simulate(
    (sim) => {
      const kv = new KeyValueStore(sim);
      const look = async (): Promise<void> => {
        seen.push(kv.entries());
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        seen.push(kv.entries());
      };
      sim.task('holder', async () => {
        const { lease } = await kv.grant(5);
        await kv.put('lock', 'mine', { lease });
        isHeld = true;
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });
      sim.onRestart(() => void sim.task('next', look));
    },
    { picker: crashWhen(() => isHeld) },
  );
  expect(run.findings).toEqual([]);
  expect(seen).toEqual([{ lock: 'mine' }, {}]);
});

test('a watch that is broken is over: it leaves no change out', async () => {
  const seen: string[] = [];
  const run = await simulate(
    (sim) => {
      const kv = new KeyValueStore(sim);
      sim.task('watcher', async () => {
        const watch = kv.watch('a');
        for (let i = 0; i < 2; i++)
          seen.push(
            await watch.next().then(
              ({ key }) => key,
              (error: unknown) => String(error),
            ),
          );
      });
      sim.task('writer', async () => {
        await kv.put('a1', 'x');
        await kv.put('a2', 'y');
      });
    },
    { menu: { 'kv.watch': ['error'] }, picker: failingAt('a1') },
  );
  expect(run.findings).toEqual([]);
  const broken = 'OperationError: kv.watch failed: error';
  expect(seen).toEqual([broken, broken]);
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
  expect(run.delivered.map((event) => run.idOf(event))).toContain('watcher: kv.watch(a/1)#1');
});
