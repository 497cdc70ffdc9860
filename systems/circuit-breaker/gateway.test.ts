import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled, Task } from '../primitives/task.ts';
import { LoadOrStore } from './b4-load-or-store.ts';
import type { BreakerOptions, CircuitBreaker, Reply } from './circuit-breaker.ts';
import { HardenedBreaker } from './hardened.ts';
import type { ModelRequest } from './ports.ts';
import { LockstepMemory, ManualUpstream, type SentRequest } from './test-doubles.ts';

const model = 'gpt-4';
let upstream: ManualUpstream;
let breaker: CircuitBreaker;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  upstream = new ManualUpstream();
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const statuses = async () => (await breaker.records(model)).map(({ status }) => status);

/** Starts a call and lets it get as far as it can without an answer. */
async function start(request: Partial<ModelRequest> = {}) {
  const before = upstream.sent.length;
  const client = Task.start<Reply>('client', (scope) => breaker.call(model, { id: 'r', ...request }, scope));
  await settle();
  return { client, sent: upstream.sent[before] };
}

async function answer(sent: SentRequest | undefined, status: number): Promise<void> {
  sent?.respond(status);
  await settle();
  sent?.finishBody();
  await settle();
}

describe('the gateway of the original', () => {
  beforeEach(() => {
    breaker = new LoadOrStore({ memory: new LockstepMemory(), upstream });
  });

  it('refuses at once, without sending, when the model is unavailable', async () => {
    await breaker.record(model, 429);
    const { client, sent } = await start();
    expect(await client.result).toEqual({ kind: 'refused', status: 503 });
    expect(sent).toBeUndefined();
  });

  it('records and stamps when the body is through, with the status of its beginning', async () => {
    const { client, sent } = await start();
    sent?.respond(200);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await statuses()).toEqual([]);
    sent?.dropBody();
    expect(await client.result).toEqual({ kind: 'answered', status: 200, complete: false });
    expect(await breaker.records(model)).toEqual([{ status: 200, at: 40_000 }]);
  });

  it('blames the upstream for a client’s short timeout', async () => {
    const { client } = await start({ timeoutMs: 50 });
    await vi.advanceTimersByTimeAsync(50);
    expect(await client.result).toEqual({ kind: 'failed', status: 504 });
    expect(await breaker.isAvailable(model)).toBe(false);
  });

  it('records status 0 for a cancelled call and for a failed connection', async () => {
    const { client } = await start();
    const { client: other, sent } = await start();
    client.cancel();
    sent?.fail();
    await expect(client.result).rejects.toBeInstanceOf(Cancelled);
    expect(await other.result).toEqual({ kind: 'failed', status: 500 });
    expect(await statuses()).toEqual([0, 0]);
  });
});

/** Two failures are a sample for the hardened variant of these tests. */
async function trip(): Promise<void> {
  await breaker.record(model, 429);
  await breaker.record(model, 429);
}

describe('the hardened gateway', () => {
  const options: BreakerOptions = { minimumSample: 2, coolDownMs: 1_000, maxCallMs: 10_000 };
  beforeEach(() => {
    breaker = new HardenedBreaker({ memory: new LockstepMemory(), upstream }, options);
  });

  it('does not trip below the minimum sample', async () => {
    await breaker.record(model, 429);
    expect(await breaker.isAvailable(model)).toBe(true);
    await breaker.record(model, 429);
    expect(await breaker.isAvailable(model)).toBe(false);
  });

  it('lets one of many callers probe after the cool-down', async () => {
    await trip();
    vi.setSystemTime(1_000);
    const calls = await Promise.all([start(), start(), start()]);
    expect(upstream.sent).toHaveLength(1);
    await answer(upstream.sent[0], 200);
    const replies = await Promise.all(calls.map(({ client }) => client.result));
    expect(replies.map(({ kind }) => kind)).toEqual(['answered', 'refused', 'refused']);
    expect(await breaker.isAvailable(model)).toBe(true);
  });

  it('leaves the model alone again after a probe that failed', async () => {
    await trip();
    vi.setSystemTime(1_000);
    await answer((await start()).sent, 500);
    expect(await breaker.isAvailable(model, 1_999)).toBe(false);
    expect(await breaker.isAvailable(model, 2_000)).toBe(true);
  });

  it('is not reopened by a late success from before the outage', async () => {
    const early = await start();
    await trip();
    await answer(early.sent, 200);
    expect(await breaker.isAvailable(model)).toBe(false);
  });

  it('is not tripped again by late failures of an outage that is over', async () => {
    const early = [await start(), await start()];
    await trip();
    vi.setSystemTime(1_000);
    await answer((await start()).sent, 200);
    for (const { sent } of early) await answer(sent, 504);
    expect(await breaker.isAvailable(model)).toBe(true);
  });

  it('gives the probe to the next caller when the first one leaves', async () => {
    await trip();
    vi.setSystemTime(1_000);
    const { client } = await start();
    expect(await breaker.isAvailable(model)).toBe(false);
    client.cancel();
    await expect(client.result).rejects.toBeInstanceOf(Cancelled);
    expect((await start()).sent).toBeDefined();
  });

  it('learns nothing from what clients do', async () => {
    const impatient = await start({ timeoutMs: 50 });
    const cancelled = await start();
    const wrong = await start();
    cancelled.sent?.respond(200);
    await settle();
    cancelled.client.cancel();
    await answer(wrong.sent, 400);
    await vi.advanceTimersByTimeAsync(50);
    await Promise.allSettled([impatient.client.result, cancelled.client.result, wrong.client.result]);
    expect(await statuses()).toEqual([]);
  });

  it('counts broken and endless responses as failures', async () => {
    const refused = await start();
    const broken = await start();
    const endless = await start();
    refused.sent?.fail();
    await settle();
    broken.sent?.respond(200);
    await settle();
    broken.sent?.dropBody();
    endless.sent?.respond(200);
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all([refused, broken, endless].map(({ client }) => client.result));
    expect(await statuses()).toEqual([502, 502, 504]);
  });
});
