import type { Cache } from '../cache/cache.ts';
import { TtlCache } from '../cache/ttl-cache.ts';
import type { Context } from '../design.ts';
import type { ListingKind } from '../model-router.ts';
import type { Listing } from '../ports.ts';
import { refreshEachTime, refreshOncePerKey } from './background-refresh.ts';
import { CachedListings } from './cached-listings.ts';
import { type Caches, cachingFetch } from './caching-fetch.ts';
import { sharedFetch } from './shared-fetch.ts';

/** Puts a guard around the entries of the cache of that name. */
export type GuardEntries = <T>(name: string, entries: TtlCache<T>) => Cache<T>;

export type ListingsByKind = Readonly<Record<ListingKind, CachedListings>>;

/** Every caller fetches for himself. One error cache, written by the listing of models, read by both. */
export function separateFetches(
  { env, settings }: Context,
  guard: GuardEntries,
  makeEntries: (ttlMs: number) => TtlCache<Listing> = (ttlMs) => new TtlCache(ttlMs),
): ListingsByKind {
  const errors = guard('error cache', new TtlCache<true>(settings.errorTtlMs));
  const listingsOf = (kind: ListingKind, listings: Cache<Listing>): CachedListings => {
    const caches = { kind, listings, errors, remembersErrors: kind === 'models' };
    return new CachedListings(caches, cachingFetch(env.endpoints, caches));
  };
  return {
    models: listingsOf('models', guard('models cache', makeEntries(settings.modelsTtlMs))),
    loaded: listingsOf('loaded', guard('loaded models cache', makeEntries(settings.loadedTtlMs))),
  };
}

export interface SharedFetchesDesign {
  readonly guard: GuardEntries;
  /** Whether each kind has an error cache of its own. Only the listing of models ever writes one. */
  readonly splitErrors: boolean;
  /** Whether a stale listing of models is served while it is refreshed; one of loaded models always is. */
  readonly servesStaleModels: boolean;
  readonly refresh: 'each-time' | 'once-per-key';
}

/** Concurrent callers of one endpoint share a fetch; stale listings are served and refreshed in the background. */
export function sharedFetches({ env, settings }: Context, design: SharedFetchesDesign): ListingsByKind {
  const { guard } = design;
  const makeErrors = (name: string): Cache<true> => guard(name, new TtlCache<true>(settings.errorTtlMs));
  const modelsErrors = makeErrors(design.splitErrors ? 'models error cache' : 'error cache');
  const loadedErrors = design.splitErrors ? makeErrors('loaded models error cache') : modelsErrors;
  const modelsStaleMs = design.servesStaleModels ? settings.modelsStaleMs : settings.modelsTtlMs;
  const modelsEntries = new TtlCache<Listing>(settings.modelsTtlMs, modelsStaleMs);
  const loadedEntries = new TtlCache<Listing>(settings.loadedTtlMs, settings.loadedStaleMs);
  const refresh = design.refresh === 'once-per-key' ? refreshOncePerKey : refreshEachTime;
  const listingsOf = (caches: Caches): CachedListings => {
    const fetch = cachingFetch(env.endpoints, caches);
    return new CachedListings(
      caches,
      sharedFetch(`fetch ${caches.kind}`, fetch, env.spawn),
      refresh(`refresh ${caches.kind}`, fetch, env.spawn),
    );
  };
  return {
    models: listingsOf({
      kind: 'models',
      listings: guard('models cache', modelsEntries),
      errors: modelsErrors,
      remembersErrors: true,
    }),
    loaded: listingsOf({
      kind: 'loaded',
      listings: guard('loaded models cache', loadedEntries),
      errors: loadedErrors,
      remembersErrors: false,
    }),
  };
}
