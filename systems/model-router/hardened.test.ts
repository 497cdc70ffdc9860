import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Task } from '../primitives/task.ts';
import { FakeEndpoints, FakeStore, tokensIn } from './fake-world.ts';
import { HardenedRouter } from './hardened.ts';

const url = 'http://one';
const usage = { endpoint: url, model: 'llama', promptTokens: 1, completionTokens: 1 };

let endpoints: FakeEndpoints;
let store: FakeStore;
let router: HardenedRouter;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  endpoints = new FakeEndpoints();
  store = new FakeStore();
  router = new HardenedRouter(
    { endpoints, store },
    { endpoints: [url], instanceId: 'a', subscriberQueueLimit: 1 },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets a cancelled caller leave a fetch without hurting the others', async () => {
  const gate = endpoints.gates.hold(`get ${url}/api/tags`);
  const cancelled = Task.start('cancelled', (self) => router.listModels(url, self));
  const other = router.listModels(url);
  cancelled.cancel();
  gate.open();
  await expect(cancelled.result).rejects.toThrow('was cancelled');
  expect((await other).models).toEqual(['llama']);
});

it('counts the age of a listing from the request, not from the reply', async () => {
  const gate = endpoints.gates.hold(`get ${url}/api/ps`);
  const first = router.loadedModels(url);
  vi.setSystemTime(20_000);
  gate.open();
  await first;
  vi.setSystemTime(30_000);
  expect((await router.loadedModels(url)).version).toBe(2);
});

it('takes no slot for a client that leaves before the first chunk', async () => {
  await (await router.complete('llama', 'hello')).return();
  expect(router.usage().usage).toEqual({});
});

it('makes a request wait while all slots are taken', async () => {
  const first = await router.complete('llama', 'hello');
  await first.next();
  const second = await router.complete('llama', 'hello');
  const chunk = second.next();
  await vi.advanceTimersByTimeAsync(0);
  expect(endpoints.openStreams).toBe(1);
  await first.return();
  expect((await chunk).done).toBe(false);
  await second.return();
  expect([router.usage().usage, endpoints.openStreams]).toEqual([{}, 0]);
});

it('gives the slot back when the client is cancelled, twice', async () => {
  endpoints.gates.hold('next');
  const client = Task.start('client', async (self) => {
    const stream = await router.complete('llama', 'hello', self);
    await stream.next();
  });
  await vi.advanceTimersByTimeAsync(0);
  client.cancel();
  client.cancel();
  await expect(client.result).rejects.toThrow('was cancelled');
  expect(router.usage().usage).toEqual({});
});

it('closes a stream that opens after its client was cancelled, and keeps the slot until then', async () => {
  const gate = endpoints.gates.hold('open');
  const client = Task.start('client', async (self) => {
    const stream = await router.complete('llama', 'hello', self);
    await stream.next();
  });
  await vi.advanceTimersByTimeAsync(0);
  client.cancel();
  await expect(client.result).rejects.toThrow('was cancelled');
  expect(router.usage().usage).toEqual({ 'llama at http://one': 1 });
  gate.open();
  await vi.advanceTimersByTimeAsync(0);
  expect([router.usage().usage, endpoints.openStreams]).toEqual([{}, 0]);
});

it.each(['insertCounts', 'insertSeries', 'commit', 'reply to commit'])(
  'writes a batch once, in both tables, when %s fails at first',
  async (operation) => {
    router.recordTokens(usage);
    store.gates.hold(operation).fail(new Error('connection reset'));
    await router.flushRemaining();
    router.recordTokens(usage);
    await router.flushRemaining();
    expect([tokensIn(store.counts), tokensIn(store.series)]).toEqual([4, 4]);
    expect(router.buffered()).toEqual({ queued: [], counts: [], series: [] });
  },
);

it('goes on with a flush whose caller is cancelled', async () => {
  router.recordTokens(usage);
  const commit = store.gates.hold('commit');
  const caller = Task.start('caller', (self) => router.flushRemaining(self));
  await vi.advanceTimersByTimeAsync(0);
  caller.cancel();
  await expect(caller.result).rejects.toThrow('was cancelled');
  commit.open();
  await router.flushRemaining();
  expect([tokensIn(store.counts), tokensIn(store.series)]).toEqual([2, 2]);
});

it('joins the flush under way instead of beginning a second transaction', async () => {
  router.recordTokens(usage);
  const commit = store.gates.hold('commit');
  const first = router.flushRemaining();
  await vi.advanceTimersByTimeAsync(0);
  const second = router.flushRemaining();
  await vi.advanceTimersByTimeAsync(0);
  commit.open();
  await Promise.all([first, second]);
  expect([tokensIn(store.counts), tokensIn(store.series)]).toEqual([2, 2]);
});

it('gives up waiting for a database that does not answer, and keeps the batch', async () => {
  router.recordTokens(usage);
  const commit = store.gates.hold('commit');
  const flushed = router.flushRemaining();
  await vi.advanceTimersByTimeAsync(10_000);
  await flushed;
  expect(router.buffered().unconfirmed?.series).toMatchObject([usage]);
  commit.open();
  await router.flushRemaining();
  expect(tokensIn(store.counts)).toBe(2);
});

it('ends a subscriber whose queue is full', async () => {
  const subscription = await router.subscribe();
  await router.publish();
  await router.shutdown();
  expect((await subscription.next())?.sequence).toBe(1);
  expect(await subscription.next()).toBeUndefined();
});

it('tries again during shutdown, then refuses what comes later', async () => {
  router.recordTokens(usage);
  store.gates.hold('commit').fail(new Error('busy'));
  const ended = router.shutdown();
  await vi.advanceTimersByTimeAsync(100);
  await ended;
  expect(tokensIn(store.counts)).toBe(2);
  expect(() => router.recordTokens(usage)).toThrow('shut down');
});

it('shuts down in time when the database does not answer, and says what is unwritten', async () => {
  router.recordTokens(usage);
  store.gates.hold('commit');
  const ended = router.shutdown();
  await vi.advanceTimersByTimeAsync(10_000);
  await ended;
  expect(router.buffered().unconfirmed).toMatchObject({ id: 'a/1', series: [usage] });
});

it('turns away who waits for a slot when it shuts down', async () => {
  await (await router.complete('llama', 'hello')).next();
  const waiting = (await router.complete('llama', 'hello')).next();
  waiting.catch(() => undefined);
  await router.shutdown();
  await expect(waiting).rejects.toThrow('shut down');
});
