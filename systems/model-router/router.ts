import { Cancelled, type Scope, uncancellable } from '../primitives/task.ts';
import type { TokenBuffer } from './buffer/token-buffer.ts';
import type { TokenWorkers } from './buffer/token-workers.ts';
import type { Entry } from './cache/ttl-cache.ts';
import type { CountedUsage } from './counters/counted-usage.ts';
import type { MemoryCounterStore } from './counters/memory-counter-store.ts';
import { findCandidates } from './listing/find-candidates.ts';
import type { CachedListings } from './listing/cached-listings.ts';
import type { Buffered, ListingKind, ModelRouter, Subscription } from './model-router.ts';
import type { Chunk, ChunkStream, EndpointClient, Listing, TokenUsage } from './ports.ts';
import type { Publisher } from './subscribers/publisher.ts';

export interface RouterParts {
  readonly endpoints: readonly string[];
  readonly client: EndpointClient;
  readonly listings: Readonly<Record<ListingKind, CachedListings>>;
  readonly usage: CountedUsage;
  /** Present when the counters live in memory. */
  readonly memory: MemoryCounterStore | undefined;
  readonly publisher: Publisher;
  readonly buffer: TokenBuffer;
  readonly workers: TokenWorkers;
}

/** The router of [router-document], composed of one variant's parts. */
export class Router implements ModelRouter {
  readonly #parts: RouterParts;

  constructor(parts: RouterParts) {
    this.#parts = parts;
  }

  listModels(endpoint: string, scope: Scope = uncancellable): Promise<Listing> {
    return this.#parts.listings.models.list(endpoint, scope);
  }

  loadedModels(endpoint: string, scope: Scope = uncancellable): Promise<Listing> {
    return this.#parts.listings.loaded.list(endpoint, scope);
  }

  cached(kind: ListingKind, endpoint: string): Entry<Listing> | undefined {
    return this.#parts.listings[kind].entry(endpoint);
  }

  async complete(
    model: string,
    prompt: string,
    scope: Scope = uncancellable,
  ): Promise<AsyncGenerator<Chunk, void>> {
    const candidates = await findCandidates(this, this.#parts.endpoints, model, scope);
    const endpoint = await this.#parts.usage.reserve(candidates, model, scope);
    return this.#stream(endpoint, model, prompt, scope);
  }

  recordTokens(usage: TokenUsage): void {
    this.#parts.workers.put(usage);
  }

  startWorkers(): void {
    this.#parts.workers.start();
  }

  async flushRemaining(scope: Scope = uncancellable): Promise<void> {
    try {
      await this.#parts.buffer.flush(scope);
    } catch (error) {
      // Meant for shutdown, which goes on whatever the database says.
      if (error instanceof Cancelled) throw error;
    }
  }

  subscribe(scope: Scope = uncancellable): Promise<Subscription> {
    return this.#parts.publisher.subscribe(scope);
  }

  unsubscribe(subscription: Subscription, scope: Scope = uncancellable): Promise<void> {
    return this.#parts.publisher.unsubscribe(subscription, scope);
  }

  publish(scope: Scope = uncancellable): Promise<void> {
    return this.#parts.usage.publish(scope);
  }

  usage(): ReturnType<ModelRouter['usage']> {
    const { memory } = this.#parts;
    return { usage: memory?.all('usage') ?? {}, tokens: memory?.all('tokens') ?? {} };
  }

  buffered(): Buffered {
    return { queued: this.#parts.workers.queued, ...this.#parts.buffer.contents() };
  }

  async shutdown(scope: Scope = uncancellable): Promise<void> {
    await this.#parts.publisher.close(scope);
    await this.flushRemaining(scope);
    await scope.wait(this.#parts.client.close());
    this.#parts.workers.cancel();
  }

  /** A generator that is left before its first chunk never enters its body, so it never reaches `finally`. */
  async *#stream(endpoint: string, model: string, prompt: string, scope: Scope): AsyncGenerator<Chunk, void> {
    let upstream: ChunkStream | undefined;
    try {
      upstream = await scope.wait(this.#parts.client.open(`${endpoint}/api/generate`, { model, prompt }));
      for (;;) {
        const chunk = await scope.wait(upstream.next());
        if (chunk === undefined) return;
        const { promptTokens, completionTokens } = chunk;
        if (promptTokens !== 0 || completionTokens !== 0) {
          this.recordTokens({ endpoint, model, promptTokens, completionTokens });
        }
        yield chunk;
      }
    } finally {
      upstream?.close();
      await this.#parts.usage.release(endpoint, model, scope);
    }
  }
}
