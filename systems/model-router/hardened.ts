import { type Scope, Task, uncancellable } from '../primitives/task.ts';
import type { Entry } from './cache/ttl-cache.ts';
import type { Candidate } from './counters/choose-endpoint.ts';
import { Broadcast } from './hardened/broadcast.ts';
import { FreshListings } from './hardened/fresh-listings.ts';
import { Slots } from './hardened/slots.ts';
import { UsageLedger } from './hardened/usage-ledger.ts';
import { within } from './hardened/within.ts';
import { findCandidates } from './listing/find-candidates.ts';
import type {
  Buffered,
  ListingKind,
  ModelRouter,
  RouterEnv,
  RouterOptions,
  Subscription,
} from './model-router.ts';
import { keyOf } from './model-router.ts';
import type { Chunk, ChunkStream, Listing, TokenUsage } from './ports.ts';
import { type Settings, settingsOf } from './settings.ts';

/** How long a failed flush is let be during shutdown. */
const retryPauseMs = 100;

/**
 * Caches, slots, subscribers and the ledger, each without a lock: their state changes only between awaits. What must
 * not be interrupted runs in a task of its own, which cancelled callers leave.
 */
export class HardenedRouter implements ModelRouter {
  readonly #env: RouterEnv;
  readonly #settings: Settings;
  readonly #listings: Readonly<Record<ListingKind, FreshListings>>;
  readonly #slots: Slots;
  readonly #ledger: UsageLedger;
  readonly #broadcast: Broadcast;
  readonly #tokens = new Map<string, number>();
  readonly #spawning: { readonly spawn?: NonNullable<RouterEnv['spawn']> };
  #flusher: Task<void> | undefined;
  #closing: Task<void> | undefined;

  constructor(env: RouterEnv, options: RouterOptions) {
    const settings = settingsOf(options);
    const spawning = env.spawn === undefined ? {} : { spawn: env.spawn };
    const listingsOf = (kind: ListingKind, ttlMs: number): FreshListings =>
      new FreshListings(env.endpoints, kind, { ttlMs, errorTtlMs: settings.errorTtlMs, ...spawning });
    this.#env = env;
    this.#settings = settings;
    this.#spawning = spawning;
    this.#listings = {
      models: listingsOf('models', settings.modelsTtlMs),
      loaded: listingsOf('loaded', settings.loadedTtlMs),
    };
    this.#broadcast = new Broadcast(settings.subscriberQueueLimit);
    this.#slots = new Slots(settings.maxConcurrentConnections, () => this.#announce());
    this.#ledger = new UsageLedger(env.store, settings.instanceId, env.spawn);
  }

  listModels(endpoint: string, scope: Scope = uncancellable): Promise<Listing> {
    return this.#listings.models.list(endpoint, scope);
  }

  loadedModels(endpoint: string, scope: Scope = uncancellable): Promise<Listing> {
    return this.#listings.loaded.list(endpoint, scope);
  }

  cached(kind: ListingKind, endpoint: string): Entry<Listing> | undefined {
    return this.#listings[kind].entry(endpoint);
  }

  /** Takes a slot when the first chunk is asked for, waiting for one if need be. */
  async complete(
    model: string,
    prompt: string,
    scope: Scope = uncancellable,
  ): Promise<AsyncGenerator<Chunk, void>> {
    const candidates = await findCandidates(this, this.#settings.endpoints, model, scope);
    return this.#stream(candidates, model, prompt, scope);
  }

  recordTokens(usage: TokenUsage): void {
    this.#ledger.record(usage);
    const key = keyOf(usage.endpoint, usage.model);
    this.#tokens.set(key, (this.#tokens.get(key) ?? 0) + usage.promptTokens + usage.completionTokens);
    this.#announce();
  }

  startWorkers(): void {
    this.#flusher ??= Task.start('flusher', (self) => this.#flushPeriodically(self), {
      daemon: true,
      ...this.#spawning,
    });
  }

  /** Gives up on the database after `shutdownTimeoutMs`; what it has not confirmed by then stays buffered. */
  flushRemaining(scope: Scope = uncancellable): Promise<void> {
    return scope.wait(within(this.#settings.shutdownTimeoutMs, this.#flushAll()));
  }

  async subscribe(): Promise<Subscription> {
    return this.#broadcast.subscribe();
  }

  async unsubscribe(subscription: Subscription): Promise<void> {
    this.#broadcast.unsubscribe(subscription);
  }

  async publish(): Promise<void> {
    this.#announce();
  }

  usage(): ReturnType<ModelRouter['usage']> {
    return { usage: this.#slots.counts(), tokens: Object.fromEntries(this.#tokens) };
  }

  buffered(): Buffered {
    return this.#ledger.contents();
  }

  /** Ends within `shutdownTimeoutMs`, and what the database would not take by then stays in `buffered()`. */
  shutdown(scope: Scope = uncancellable): Promise<void> {
    // Precaution shutdown-outlives-its-callers: a second signal joins the shutdown, and a caller who is cancelled
    // leaves it; cut off in the middle, it would leave rows unwritten.
    this.#closing ??= Task.start('shutdown(router)', () => this.#close(), this.#spawning);
    return scope.wait(this.#closing.result);
  }

  async *#stream(
    candidates: readonly Candidate[],
    model: string,
    prompt: string,
    scope: Scope,
  ): AsyncGenerator<Chunk, void> {
    // Precaution reserve-inside-the-generator: a generator that is left before its first chunk never runs, its
    // `finally` neither, so a slot taken before would stay taken.
    const endpoint = await this.#slots.reserve(candidates, model, scope);
    const release = (stream: ChunkStream | undefined): void => {
      stream?.close();
      this.#slots.release(endpoint, model);
    };
    const opening = this.#env.endpoints.open(`${endpoint}/api/generate`, { model, prompt });
    let upstream: ChunkStream | undefined;
    try {
      upstream = await scope.wait(opening);
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
      // Precaution release-without-await: through the client's scope, a second cancellation would interrupt it.
      if (upstream !== undefined) release(upstream);
      // Precaution close-what-opens-late: a client cancelled while the stream opens leaves a request that still
      // occupies the endpoint, so the slot is given back only once that stream has been closed too.
      else void opening.then(release, () => release(undefined));
    }
  }

  async #flushPeriodically(self: Task<void>): Promise<void> {
    for (;;) {
      await self.sleep(this.#settings.flushIntervalMs);
      await this.#ledger.flush(self);
    }
  }

  async #flushAll(): Promise<void> {
    while (!this.#ledger.isEmpty) {
      if (!(await this.#ledger.flush())) return;
    }
  }

  async #close(): Promise<void> {
    const stepTimeoutMs = this.#settings.shutdownTimeoutMs / 2;
    this.#flusher?.cancel();
    this.#broadcast.close();
    this.#slots.close();
    // First the session, so that streams under way end while their usage is still accepted.
    await within(stepTimeoutMs, this.#env.endpoints.close());
    // Precaution refuse-before-the-last-flush: a usage accepted after it would never be written.
    this.#ledger.close();
    // Precaution bounded-shutdown: a database that never answers must not keep the process alive.
    await within(stepTimeoutMs, this.#flushPersistently(Date.now() + stepTimeoutMs));
  }

  /** Precaution retry-at-the-end: there is no later flush that could make up for one that fails now. */
  async #flushPersistently(untilMs: number): Promise<void> {
    while (!this.#ledger.isEmpty && Date.now() < untilMs) {
      if (!(await this.#ledger.flush())) await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
    }
  }

  #announce(): void {
    this.#broadcast.publish(this.usage());
  }
}
