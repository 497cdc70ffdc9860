import { expect, it } from 'vitest';
import { MemoryCounterStore } from './counters/memory-counter-store.ts';
import { FakeEndpoints, FakeStore } from './fake-world.ts';
import { type CounterStore, type SnapshotDelivery, modelRouter } from './index.ts';

type VariantId = keyof typeof modelRouter.variants;

/** A store whose replies are a turn of the event loop old on arrival, as those of another process are. */
class SlowCounterStore extends MemoryCounterStore implements CounterStore {
  override async load(...args: Parameters<MemoryCounterStore['load']>): Promise<number> {
    const value = await super.load(...args);
    await turn();
    return value;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

async function startTogether(id: VariantId): Promise<{ inFlight: unknown; opened: readonly string[] }> {
  const counters = new SlowCounterStore();
  const endpoints = new FakeEndpoints();
  const router = modelRouter.variants[id].create(
    { endpoints, store: new FakeStore(), counters },
    { endpoints: ['http://one', 'http://two'] },
  );
  await router.complete('llama', 'warm up').then((stream) => stream.next().then(() => stream.return()));
  endpoints.opened.length = 0;
  const streams = await Promise.all([1, 2].map(() => router.complete('llama', 'hello')));
  const inFlight = counters.all('usage');
  for (const stream of streams) await stream.next();
  return { inFlight, opened: endpoints.opened };
}

it('without a lock, two requests counted at the same time count as one', async () => {
  expect((await startTogether('u1-unlocked-counters')).inFlight).toEqual({ 'llama at http://one': 1 });
});

it('choosing and counting in two steps lets two requests take the same slot', async () => {
  expect((await startTogether('v6-one-refresh-per-key')).opened).toHaveLength(2);
  expect(new Set((await startTogether('v6-one-refresh-per-key')).opened).size).toBe(1);
});

it('choosing and reserving in one step gives each request a slot of its own', async () => {
  expect(new Set((await startTogether('v7-atomic-reservation')).opened).size).toBe(2);
});

async function publishTwice(id: VariantId): Promise<readonly unknown[]> {
  let pushes = 0;
  const delivery: SnapshotDelivery = {
    async push() {
      pushes += 1;
      // The first snapshot takes longer than the second.
      for (let turns = pushes === 1 ? 5 : 1; turns > 0; turns -= 1) await turn();
    },
  };
  const env = { endpoints: new FakeEndpoints(), store: new FakeStore(), delivery };
  const router = modelRouter.variants[id].create(env, { endpoints: ['http://one'] });
  const subscription = await router.subscribe();
  await Promise.all([router.publish(), router.publish()]);
  return [(await subscription.next())?.sequence, (await subscription.next())?.sequence];
}

it('without a lock, a snapshot overtakes the one before', async () => {
  expect(await publishTwice('u2-unlocked-subscribers')).toEqual([2, 1]);
});

it('under a lock, snapshots arrive in order', async () => {
  expect(await publishTwice('v2-cache-locks')).toEqual([1, 2]);
});
