import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Task } from '../primitives/task.ts';
import { FakeEndpoints, FakeStore, tokensIn } from './fake-world.ts';
import { type ModelRouter, type RouterEnv, type RouterOptions, modelRouter } from './index.ts';

const url = 'http://one';
const usage = { endpoint: url, model: 'llama', promptTokens: 1, completionTokens: 1 };

let endpoints: FakeEndpoints;
let store: FakeStore;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  endpoints = new FakeEndpoints();
  store = new FakeStore();
});
afterEach(() => {
  vi.useRealTimers();
});

type VariantId = keyof typeof modelRouter.variants;
const deadlockFree = Object.keys(modelRouter.variants)
  .filter(isVariant)
  .filter((id) => id !== 'v3-snapshot-under-lock');

function isVariant(id: string): id is VariantId {
  return id in modelRouter.variants;
}

function create(
  id: VariantId,
  options: Partial<RouterOptions> = {},
  env: Partial<RouterEnv> = {},
): ModelRouter {
  return modelRouter.variants[id].create({ endpoints, store, ...env }, { endpoints: [url], ...options });
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

async function readAll(router: ModelRouter): Promise<string> {
  let text = '';
  for await (const chunk of await router.complete('llama', 'hello')) text += chunk.text;
  return text;
}

describe.each(deadlockFree)('%s', (id) => {
  it('counts concurrent requests and their tokens', async () => {
    const router = create(id, { maxConcurrentConnections: 20 });
    router.startWorkers();
    expect(await Promise.all(Array.from({ length: 20 }, () => readAll(router)))).toEqual(
      Array(20).fill('hi'),
    );
    await settle();
    expect(router.usage()).toEqual({ usage: {}, tokens: { 'llama at http://one': 100 } });
    await router.flushRemaining();
    expect([tokensIn(store.counts), tokensIn(store.series)]).toEqual([100, 100]);
  });

  it('answers from the cache while it is fresh, and asks again once it has expired', async () => {
    const router = create(id);
    await router.listModels(url);
    vi.setSystemTime(299_999);
    expect((await router.listModels(url)).version).toBe(1);
    vi.setSystemTime(600_000);
    expect((await router.listModels(url)).version).toBe(2);
    expect(endpoints.gets).toHaveLength(2);
  });

  it('takes an endpoint that fails for one without models, for the time to live of an error', async () => {
    const router = create(id);
    endpoints.gates.hold(`get ${url}/api/tags`).fail(new Error('unreachable'));
    await expect(router.complete('llama', 'hello')).rejects.toThrow('none of the endpoints');
    vi.setSystemTime(9_999);
    expect((await router.listModels(url)).models).toEqual([]);
    vi.setSystemTime(10_000);
    expect((await router.listModels(url)).models).toEqual(['llama']);
  });

  it('stamps each row with the begin of its minute', async () => {
    const router = create(id);
    router.startWorkers();
    for (const nowMs of [59_999, 60_000, 119_999]) {
      vi.setSystemTime(nowMs);
      router.recordTokens(usage);
      await settle();
    }
    await router.flushRemaining();
    expect(store.series.map((row) => row.minuteMs)).toEqual([0, 60_000, 60_000]);
  });

  it('flushes periodically, and the rest at shutdown', async () => {
    const router = create(id);
    router.startWorkers();
    router.recordTokens(usage);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tokensIn(store.counts)).toBe(2);
    router.recordTokens(usage);
    await settle();
    await router.shutdown();
    expect([tokensIn(store.counts), tokensIn(store.series), endpoints.closed]).toEqual([4, 4, true]);
  });

  it('sends a subscriber every snapshot in order, and the end', async () => {
    const router = create(id);
    const subscription = await router.subscribe();
    await router.publish();
    await router.publish();
    await router.shutdown();
    expect((await subscription.next())?.sequence).toBe(1);
    expect((await subscription.next())?.sequence).toBe(2);
    expect(await subscription.next()).toBeUndefined();
  });
});

it('v3 waits for itself as soon as it counts a request', async () => {
  const done = vi.fn();
  void create('v3-snapshot-under-lock').complete('llama', 'hello').then(done);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(done).not.toHaveBeenCalled();
});

async function flushAndRecord(id: VariantId): Promise<ModelRouter> {
  const router = create(id);
  router.startWorkers();
  router.recordTokens(usage);
  await settle();
  const commit = store.gates.hold('commit');
  const flushed = router.flushRemaining();
  await settle();
  router.recordTokens(usage);
  await settle();
  commit.open();
  await flushed;
  return router;
}

describe('what is recorded while a flush is under way', () => {
  it('is cleared unwritten by v0', async () => {
    const router = await flushAndRecord('v0-live-buffer');
    expect([tokensIn(store.counts), tokensIn(router.buffered().counts)]).toEqual([2, 0]);
    expect(tokensIn(store.series)).toBe(4);
  });

  it.each(['v1-buffer-lock', 'v2-cache-locks'] as const)('is still buffered in %s', async (id) => {
    const router = await flushAndRecord(id);
    expect([tokensIn(store.counts), tokensIn(router.buffered().counts)]).toEqual([2, 2]);
  });
});

it('v2 loses what it cleared when the flush fails, and its counts and series differ', async () => {
  const router = create('v2-cache-locks');
  router.startWorkers();
  router.recordTokens(usage);
  await settle();
  store.gates.hold('insertSeries').fail(new Error('disk full'));
  await router.flushRemaining();
  expect([tokensIn(store.counts), tokensIn(store.series), router.buffered().series]).toEqual([2, 0, []]);
});

async function overlap(id: VariantId): Promise<ModelRouter> {
  const router = create(id);
  const late = endpoints.gates.hold(`get ${url}/api/tags`);
  const first = router.listModels(url);
  await settle();
  const second = router.listModels(url);
  await settle();
  late.open();
  await Promise.all([first, second]);
  return router;
}

describe('two fetches of one listing, the older one arriving last', () => {
  it.each(['v1-buffer-lock', 'v2-cache-locks', 'r1-read-write-lock', 'r3-lock-per-key'] as const)(
    'leave the older in the cache of %s',
    async (id) => expect((await overlap(id)).cached('models', url)?.value.version).toBe(1),
  );

  it('leave the newer in the cache of r4', async () => {
    const router = await overlap('r4-versioned-invalidation');
    expect(router.cached('models', url)?.value.version).toBe(2);
  });

  it.each(['v4-shared-fetch', 'hardened'] as const)('are one in %s', async (id) => {
    await overlap(id);
    expect(endpoints.gets).toHaveLength(1);
  });
});

it('a cancelled caller of a shared fetch cancels it for all in v4', async () => {
  const router = create('v4-shared-fetch');
  endpoints.gates.hold(`get ${url}/api/tags`);
  const cancelled = Task.start('cancelled', (self) => router.listModels(url, self));
  const other = Task.start('other', (self) => router.listModels(url, self));
  cancelled.cancel();
  await expect(other.result).rejects.toThrow('was cancelled');
});

it.each([
  ['v4-shared-fetch', 3],
  ['v5-split-error-cache', 3],
  ['v6-one-refresh-per-key', 1],
] as const)('%s starts %i refreshes for three readers of a stale listing', async (id, refreshes) => {
  const router = create(id);
  await router.loadedModels(url);
  vi.setSystemTime(10_000);
  const read = await Promise.all([1, 2, 3].map(() => router.loadedModels(url)));
  expect(read.map((listing) => listing.version)).toEqual([1, 1, 1]);
  expect(endpoints.gets).toHaveLength(1 + refreshes);
});

it('r2 gives up on the lock of a database that does not answer, and loses what it cleared', async () => {
  const router = create('r2-lock-timeout', { lockTimeoutMs: 1_000 });
  router.startWorkers();
  router.recordTokens(usage);
  await settle();
  store.gates.hold('commit');
  void router.flushRemaining();
  await settle();
  router.recordTokens(usage);
  await settle();
  const flushed = router.flushRemaining();
  await vi.advanceTimersByTimeAsync(1_000);
  await flushed;
  expect([tokensIn(store.counts), router.buffered().counts]).toEqual([0, []]);
});

it.each(['v0-live-buffer', 'v2-cache-locks', 'v7-atomic-reservation'] as const)(
  '%s keeps the slot of a client that leaves before the first chunk',
  async (id) => {
    const router = create(id);
    await (await router.complete('llama', 'hello')).return();
    expect(router.usage().usage).toEqual({ 'llama at http://one': 1 });
  },
);

it('v2 cannot shut down while a subscriber with a full queue does not read', async () => {
  const router = create('v2-cache-locks', { subscriberQueueLimit: 1 });
  await router.subscribe();
  await router.publish();
  const ended = vi.fn();
  void router.shutdown().then(ended);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended).not.toHaveBeenCalled();
});
