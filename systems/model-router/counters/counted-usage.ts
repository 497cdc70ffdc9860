import type { Scope } from '../../primitives/task.ts';
import { type Lock, locked } from '../locking/lock.ts';
import { keyOf } from '../model-router.ts';
import type { CounterStore, Snapshot } from '../ports.ts';
import type { Publisher } from '../subscribers/publisher.ts';
import { type Candidate, chooseFree, leastUsed } from './choose-endpoint.ts';

/**
 * When a change of the usage is published: after its lock was given back (the snapshot takes the lock again); while
 * it is held (the snapshot takes it again all the same); or while it is held, by a snapshot that takes no lock.
 */
export type Publishing = 'after-unlock' | 'under-lock-relocking' | 'under-lock';

export interface CountedUsageParts {
  readonly store: CounterStore;
  readonly publisher: Publisher;
  readonly usageLock: Lock;
  readonly tokensLock: Lock;
  readonly publishing: Publishing;
  /** Requests in flight per endpoint and model. */
  readonly limit: number;
}

/** Requests in flight and tokens in total, per endpoint and model, each family under a lock; publishes every change. */
export class CountedUsage {
  protected readonly parts: CountedUsageParts;
  #snapshots = 0;

  constructor(parts: CountedUsageParts) {
    this.parts = parts;
  }

  /** Chooses one of the candidates and counts a request there. When all are saturated, the least used is overbooked. */
  async reserve(candidates: readonly Candidate[], model: string, scope: Scope): Promise<string> {
    const endpoint = await locked(this.parts.usageLock, scope, () => this.choose(candidates, model, scope));
    await this.changeUsage(endpoint, model, scope, 1);
    return endpoint;
  }

  release(endpoint: string, model: string, scope: Scope): Promise<void> {
    return this.changeUsage(endpoint, model, scope, -1);
  }

  addTokens(endpoint: string, model: string, tokens: number, scope: Scope): Promise<void> {
    const { store, tokensLock } = this.parts;
    return locked(tokensLock, scope, async () => {
      const key = keyOf(endpoint, model);
      const before = await scope.wait(store.load('tokens', key));
      await scope.wait(store.save('tokens', key, before + tokens));
      await this.publish(scope);
    });
  }

  async publish(scope: Scope): Promise<void> {
    const { publisher, usageLock, publishing } = this.parts;
    const take = (): Promise<Snapshot> => this.#snapshot(scope);
    const snapshot = publishing === 'under-lock' ? await take() : await locked(usageLock, scope, take);
    await publisher.publish(snapshot, scope);
  }

  protected async choose(candidates: readonly Candidate[], model: string, scope: Scope): Promise<string> {
    const loads = [];
    for (const candidate of candidates) {
      const key = keyOf(candidate.endpoint, model);
      loads.push({ ...candidate, inFlight: await scope.wait(this.parts.store.load('usage', key)) });
    }
    const chosen = chooseFree(loads, this.parts.limit) ?? leastUsed(loads);
    if (chosen === undefined) throw new Error(`expected at least one candidate for ${model}`);
    return chosen.endpoint;
  }

  protected async count(endpoint: string, model: string, scope: Scope, by: 1 | -1): Promise<void> {
    const key = keyOf(endpoint, model);
    const before = await scope.wait(this.parts.store.load('usage', key));
    await scope.wait(this.parts.store.save('usage', key, Math.max(0, before + by)));
  }

  protected async changeUsage(endpoint: string, model: string, scope: Scope, by: 1 | -1): Promise<void> {
    const { usageLock, publishing } = this.parts;
    await locked(usageLock, scope, async () => {
      await this.count(endpoint, model, scope, by);
      if (publishing !== 'after-unlock') await this.publish(scope);
    });
    if (publishing === 'after-unlock') await this.publish(scope);
  }

  async #snapshot(scope: Scope): Promise<Snapshot> {
    const usage = await scope.wait(this.parts.store.loadAll('usage'));
    const tokens = await scope.wait(this.parts.store.loadAll('tokens'));
    this.#snapshots += 1;
    return { sequence: this.#snapshots, usage, tokens };
  }
}
