import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Task } from '../primitives/task.ts';
import { circuitEntries } from './circuit-keys.ts';
import {
  type Coordinator,
  deleteInsideTransaction,
  deleteThenUnload,
  recordHealth,
  replaceRoutes,
} from './coordinator.ts';
import { c1, FakeWorld, route, settle } from './fake-world.ts';
import { HardenedManager } from './hardened.ts';

/** Runs all timers, then waits for `work` however it ends. */
async function finish(work: Promise<unknown>): Promise<void> {
  const ended = Promise.allSettled([work]);
  await vi.runAllTimersAsync();
  await ended;
}

describe('hardened circuit manager', () => {
  let world: FakeWorld;
  let manager: HardenedManager;
  const coordinator = (): Coordinator => ({ database: world.database, manager });
  const keysOf = (circuit: string) => [...world.keys.keys()].filter((key) => key.includes(circuit));
  const sessionsShown = () => keysOf('url').map((key) => /bai_session_(\w+)_c1/.exec(key)?.[1]);

  beforeEach(() => {
    vi.useFakeTimers();
    world = new FakeWorld();
    manager = new HardenedManager({ proxy: { kind: 'etcd', store: world.store }, database: world.database });
    for (const [key, value] of Object.entries(circuitEntries(c1))) world.keys.set(key, value);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the committed health, and no session when none is healthy', async () => {
    await recordHealth(coordinator(), 'c1', { s2: false });
    expect(sessionsShown()).toEqual(['s1']);
    await recordHealth(coordinator(), 'c1', { s1: false });
    expect(sessionsShown()).toEqual([]);
    expect(keysOf('bai_router_c1')).not.toEqual([]);
  });

  it('leaves no session key of a route that was scaled away', async () => {
    await replaceRoutes(coordinator(), 'c1', [route('s1')]);
    await replaceRoutes(coordinator(), 'c1', [route('s1'), route('s2')]);
    await replaceRoutes(coordinator(), 'c1', [route('s1')]);
    expect(sessionsShown()).toEqual(['s1']);
  });

  it.each(['error', 'reply lost', 'stall'] as const)(
    'removes the keys although a call to the store ends in: %s',
    async (fate) => {
      for (const call of ['put(', 'range(', 'replace', 'readCircuit']) {
        world.rows.set('c1', c1);
        await finish(manager.load([c1]));
        world.rows.delete('c1');
        world.next(call, fate);
        await finish(manager.unload([c1]));
        expect(keysOf('c1')).toEqual([]);
      }
    },
  );

  it('removes the keys when the commit was applied and its reply was lost', async () => {
    world.next('commit', 'reply lost');
    await finish(deleteThenUnload(coordinator(), 'c1'));
    expect(keysOf('c1')).toEqual([]);
  });

  it('removes the keys when the caller is cancelled, twice, while it commits', async () => {
    const release = world.hold('commit');
    const caller = Task.start('deleter', (scope) => deleteThenUnload(coordinator(), 'c1', scope));
    await settle();
    caller.cancel();
    release();
    await settle();
    caller.cancel();
    await finish(caller.result);
    expect(world.rows.has('c1')).toBe(false);
    expect(keysOf('c1')).toEqual([]);
  });

  it('fences a write that reaches the store after it was given up', async () => {
    await manager.propagate(c1, []);
    const release = world.hold('replace');
    const propagation = manager.propagate(c1, []);
    await settle();
    world.rows.delete('c1');
    await finish(propagation);
    expect(keysOf('c1')).toEqual([]);
    release();
    await settle();
    expect(keysOf('c1')).toEqual([]);
  });

  it('follows a commit that comes while an older row is being written with another pass', async () => {
    const releaseCommit = world.hold('commit');
    const deletion = deleteInsideTransaction(coordinator(), 'c1');
    await settle();
    const releaseWrite = world.hold('replace');
    const propagation = manager.propagate(c1, []);
    await settle();
    releaseCommit();
    await settle();
    releaseWrite();
    await finish(Promise.all([deletion, propagation]));
    expect(keysOf('c1')).toEqual([]);
  });

  it('tells a worker in such a way that a late event changes nothing', async () => {
    manager = new HardenedManager({ proxy: { kind: 'worker', events: world }, database: world.database });
    const release = world.hold('publish');
    const propagation = manager.propagate(c1, []);
    await settle();
    world.rows.delete('c1');
    await finish(propagation);
    release();
    await settle();
    expect(world.table.size).toBe(0);
  });
});
