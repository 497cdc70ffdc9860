import type { TokenBuffer } from './buffer/token-buffer.ts';
import { TokenWorkers } from './buffer/token-workers.ts';
import { UsageDatabase } from './buffer/usage-database.ts';
import { CountedUsage, type CountedUsageParts, type Publishing } from './counters/counted-usage.ts';
import { MemoryCounterStore } from './counters/memory-counter-store.ts';
import type { CachedListings } from './listing/cached-listings.ts';
import type { MakeLock } from './locking/lock.ts';
import type { CreateRouter, ListingKind, RouterEnv } from './model-router.ts';
import { Router } from './router.ts';
import { type Settings, settingsOf } from './settings.ts';
import { Publisher } from './subscribers/publisher.ts';

/** What a part is built from. */
export interface Context {
  readonly env: RouterEnv;
  readonly settings: Settings;
  readonly lock: MakeLock;
}

/** Which parts a variant is composed of. */
export interface Design {
  /** Makes every lock for which the design has no other rule. */
  readonly lock: (name: string, settings: Settings) => ReturnType<MakeLock>;
  readonly listings: (context: Context) => Readonly<Record<ListingKind, CachedListings>>;
  readonly servesStaleLoadedModels: boolean;
  readonly buffer: (database: UsageDatabase, context: Context) => TokenBuffer;
  /** What cancelled workers do. That `finish` began with v5 is our reading; which version brought it is not known. */
  readonly workersOnCancel: 'stop' | 'finish';
  readonly counterLock: (name: string, context: Context) => ReturnType<MakeLock>;
  readonly publishing: Publishing;
  readonly usage: (parts: CountedUsageParts) => CountedUsage;
  readonly subscribersLock: (context: Context) => ReturnType<MakeLock>;
}

/** Turns a design into a factory of routers. */
export function routerOf(design: Design): CreateRouter {
  return (env, options) => {
    const settings = settingsOf(options, design.servesStaleLoadedModels);
    const context: Context = { env, settings, lock: (name) => design.lock(name, settings) };
    const memory = env.counters === undefined ? new MemoryCounterStore() : undefined;
    const publisher = new Publisher(
      design.subscribersLock(context),
      settings.subscriberQueueLimit,
      env.delivery,
    );
    const usage = design.usage({
      store: env.counters ?? memory ?? new MemoryCounterStore(),
      publisher,
      usageLock: design.counterLock('usage', context),
      tokensLock: design.counterLock('token usage', context),
      publishing: design.publishing,
      limit: settings.maxConcurrentConnections,
    });
    const buffer = design.buffer(new UsageDatabase(env.store, context.lock('store')), context);
    const workers = new TokenWorkers({
      buffer,
      usage,
      flushIntervalMs: settings.flushIntervalMs,
      onCancel: design.workersOnCancel,
      ...(env.spawn !== undefined && { spawn: env.spawn }),
    });
    return new Router({
      endpoints: settings.endpoints,
      client: env.endpoints,
      listings: design.listings(context),
      usage,
      memory,
      publisher,
      buffer,
      workers,
    });
  };
}
