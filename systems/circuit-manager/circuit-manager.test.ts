import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteInsideTransaction, deleteThenUnload, recordHealth } from './coordinator.ts';
import { c1, FakeWorld, settle } from './fake-world.ts';
import { circuitEntries, circuitManagers, type CircuitManager, type CircuitManagerVariant } from './index.ts';

const variants: Readonly<Record<string, CircuitManagerVariant>> = circuitManagers.variants;
const variantIds = Object.keys(variants);

function variant(id: string): CircuitManagerVariant {
  const found = variants[id];
  if (found === undefined) throw new Error(`no variant ${id}`);
  return found;
}

describe('circuit manager', () => {
  let world: FakeWorld;
  let manager: CircuitManager;
  const coordinator = () => ({ database: world.database, manager });
  const keysOf = (circuit: string) => [...world.keys.keys()].filter((key) => key.includes(circuit));
  const use = (id: string) => {
    manager = variant(id).create({
      proxy: { kind: 'etcd', store: world.store },
      database: world.database,
    });
    for (const [key, value] of Object.entries(circuitEntries(c1))) world.keys.set(key, value);
  };
  const sessionsShown = () => keysOf('url').map((key) => /bai_session_(\w+)_c1/.exec(key)?.[1]);

  beforeEach(() => {
    world = new FakeWorld();
  });

  describe.each(variantIds)('%s', (id) => {
    it('leaves no key behind when a circuit is deleted and nothing else happens', async () => {
      use(id);
      await deleteInsideTransaction(coordinator(), 'c1');
      expect(keysOf('c1')).toEqual([]);
      world.rows.set('c1', c1);
      await manager.load([c1]);
      expect(keysOf('c1')).not.toEqual([]);
      await deleteThenUnload(coordinator(), 'c1');
      expect(keysOf('c1')).toEqual([]);
    });

    it('keeps the route table of a worker where there is no store', async () => {
      manager = variant(id).create({
        proxy: { kind: 'worker', events: world },
        database: world.database,
      });
      await manager.load([c1]);
      expect(world.table.get('c1')).toEqual(c1.routes);
      await deleteThenUnload(coordinator(), 'c1');
      expect(world.table.size).toBe(0);
    });
  });

  it.each(['c0-no-lock', 'c1-circuit-lock'] as const)(
    '%s recreates the keys of a deleted circuit from the health checker’s snapshot',
    async (id) => {
      use(id);
      const release = world.hold('setHealth');
      const checker = recordHealth(coordinator(), 'c1', { s2: false });
      await deleteThenUnload(coordinator(), 'c1');
      release();
      await checker;
      expect(keysOf('bai_service_c1')).not.toEqual([]);
    },
  );

  describe.each([
    ['c1-circuit-lock', true],
    ['c3-tombstone', false],
    ['c4-reread-before-lock', true],
    ['c5-reread-under-lock', true],
    ['hardened', false],
  ] as const)('%s', (id, resurrected) => {
    it(`an update queued behind an unload ${resurrected ? 'writes the keys again' : 'writes nothing'}`, async () => {
      use(id);
      const release = world.hold('deletePrefix(routers/');
      const deletion = deleteThenUnload(coordinator(), 'c1');
      await settle();
      const update = manager.updateRoutes(c1, c1.routes);
      release();
      await Promise.all([deletion, update]);
      expect(keysOf('c1').length > 0).toBe(resurrected);
    });
  });

  it('c4-reread-before-lock writes a circuit that was read before its deletion was committed', async () => {
    use('c4-reread-before-lock');
    const release = world.hold('deleteCircuit');
    const deletion = deleteInsideTransaction(coordinator(), 'c1');
    await settle();
    await manager.propagate(c1, c1.routes);
    release();
    await deletion;
    expect(keysOf('c1')).not.toEqual([]);
  });

  it.each(['c4-reread-before-lock', 'c5-reread-under-lock'] as const)(
    '%s shows the health from before the commit, because it re-reads in another session',
    async (id) => {
      use(id);
      await recordHealth(coordinator(), 'c1', { s2: false });
      expect(world.rows.get('c1')?.routes[1]?.healthy).toBe(false);
      expect(sessionsShown()).toEqual(['s1', 's2']);
    },
  );

  it('c5-reread-under-lock writes again what a deletion inside its transaction has unloaded', async () => {
    use('c5-reread-under-lock');
    const release = world.hold('deleteCircuit');
    const deletion = deleteInsideTransaction(coordinator(), 'c1');
    await settle();
    await manager.propagate(c1, c1.routes);
    release();
    await deletion;
    expect(keysOf('bai_service_c1')).not.toEqual([]);
  });

  it('runs a transaction again that could not be serialized', async () => {
    use('c4-reread-before-lock');
    vi.useFakeTimers();
    world.next('commit', 'conflict');
    const deletion = deleteInsideTransaction(coordinator(), 'c1');
    await vi.runAllTimersAsync();
    await deletion;
    vi.useRealTimers();
    expect(world.rows.size).toBe(0);
  });

  it('c4-reread-before-lock cannot bring back to a worker what a deletion that rolled back has removed', async () => {
    manager = variant('c4-reread-before-lock').create({
      proxy: { kind: 'worker', events: world },
      database: world.database,
    });
    await manager.load([c1]);
    world.next('commit', 'error');
    await expect(deleteInsideTransaction(coordinator(), 'c1')).rejects.toThrow('commit failed');
    await manager.propagate(c1, c1.routes);
    expect(world.table.size).toBe(0);
  });

  it.each(variantIds)('%s: a deletion that rolls back fails the caller', async (id) => {
    use(id);
    world.next('commit', 'error');
    await expect(deleteInsideTransaction(coordinator(), 'c1')).rejects.toThrow('commit failed');
    expect(keysOf('c1').length > 0).toBe(id === 'hardened');
  });
});
