import type { Scope, Spawn } from '../primitives/task.ts';
import type { Entry } from './cache/ttl-cache.ts';
import type {
  Chunk,
  CounterStore,
  Counts,
  CountsRow,
  EndpointClient,
  Listing,
  SeriesRow,
  Snapshot,
  SnapshotDelivery,
  TokenUsage,
  UsageStore,
} from './ports.ts';

export type ListingKind = 'models' | 'loaded';

/** What the router runs on. The hardened variant keeps counters and queues to itself and ignores the optional ports. */
export interface RouterEnv {
  readonly endpoints: EndpointClient;
  readonly store: UsageStore;
  /** Where the counters live; by default in memory. */
  readonly counters?: CounterStore;
  /** What carries snapshots to subscribers; by default they are put into the queues at once. */
  readonly delivery?: SnapshotDelivery;
  readonly spawn?: Spawn;
}

export interface RouterOptions {
  /** The endpoints' addresses; among equals an earlier one is preferred. */
  readonly endpoints: readonly string[];
  /** Requests in flight per endpoint and model; default 1. */
  readonly maxConcurrentConnections?: number;
  /** How long a listing of models is fresh; default 300,000 ms. */
  readonly modelsTtlMs?: number;
  /** How long it may be served while it is refreshed, where a variant does that; default 600,000 ms. */
  readonly modelsStaleMs?: number;
  /** How long a listing of loaded models is fresh; default 30,000 ms, where stale ones are served 10,000 ms. */
  readonly loadedTtlMs?: number;
  /** How long it may be served while it is refreshed, where a variant does that; default 60,000 ms. */
  readonly loadedStaleMs?: number;
  /** How long an endpoint that failed is taken for one without models; default 10,000 ms. */
  readonly errorTtlMs?: number;
  /** Default 10,000 ms. */
  readonly flushIntervalMs?: number;
  /** Snapshots that wait for one subscriber; default 10. */
  readonly subscriberQueueLimit?: number;
  /** How long r2-lock-timeout waits for a lock; default 5,000 ms. */
  readonly lockTimeoutMs?: number;
  /** The bound of the hardened shutdown, and of the hardened `flushRemaining`; default 10,000 ms. */
  readonly shutdownTimeoutMs?: number;
  /** Names this process in the ids of its flushes (hardened); must differ between processes; default a random UUID. */
  readonly instanceId?: string;
}

/** What waits to be written to the database. */
export interface Buffered {
  /** Accepted, not yet taken up by the worker. */
  readonly queued: readonly TokenUsage[];
  readonly counts: readonly CountsRow[];
  readonly series: readonly SeriesRow[];
  /** Sent to the database and not confirmed (hardened): saved if the database knows the id, else still buffered. */
  readonly unconfirmed?: {
    readonly id: string;
    readonly counts: readonly CountsRow[];
    readonly series: readonly SeriesRow[];
  };
}

export interface Subscription {
  readonly id: string;
  /** How many messages wait to be read. */
  readonly size: number;
  /** Waits for the next snapshot; nothing once the router has shut down. */
  next(scope?: Scope): Promise<Snapshot | undefined>;
}

/**
 * Routes completions to the endpoints that offer a model, with a limit per endpoint and model, and counts tokens
 * into a database.
 */
export interface ModelRouter {
  /** The models that an endpoint offers: version 0 and no models when it cannot be asked. */
  listModels(endpoint: string, scope?: Scope): Promise<Listing>;
  /** The models that an endpoint has in memory: version 0 and no models when it cannot be asked. */
  loadedModels(endpoint: string, scope?: Scope): Promise<Listing>;
  /** What a cache holds at this moment, fresh or not. */
  cached(kind: ListingKind, endpoint: string): Entry<Listing> | undefined;
  /** Chooses an endpoint and streams a completion. Rejects with `NoSuchModel` when none offers the model. */
  complete(model: string, prompt: string, scope?: Scope): Promise<AsyncGenerator<Chunk, void>>;
  /** Accepts a usage for the database. The hardened variant throws `RouterClosed` from its last flush on. */
  recordTokens(usage: TokenUsage): void;
  /** Starts the token worker and the periodic flush. */
  startWorkers(): void;
  /** Writes what is buffered; an error of the database is not raised. */
  flushRemaining(scope?: Scope): Promise<void>;
  subscribe(scope?: Scope): Promise<Subscription>;
  unsubscribe(subscription: Subscription, scope?: Scope): Promise<void>;
  /** Sends a snapshot of all counters to all subscribers. */
  publish(scope?: Scope): Promise<void>;
  /** The counters in memory, by `keyOf(endpoint, model)`; empty where they live behind the port. */
  usage(): { readonly usage: Counts; readonly tokens: Counts };
  buffered(): Buffered;
  /** Sends every subscriber the end, flushes, closes the session, stops the workers. */
  shutdown(scope?: Scope): Promise<void>;
}

export type CreateRouter = (env: RouterEnv, options: RouterOptions) => ModelRouter;

/** The key of a counter. */
export function keyOf(endpoint: string, model: string): string {
  return `${model} at ${endpoint}`;
}

/** What a listing is taken for when the endpoint cannot be asked. */
export const unavailable: Listing = { version: 0, models: [] };
