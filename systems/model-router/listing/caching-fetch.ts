import { Cancelled, type Scope } from '../../primitives/task.ts';
import type { Cache } from '../cache/cache.ts';
import { type ListingKind, unavailable } from '../model-router.ts';
import type { EndpointClient, Listing } from '../ports.ts';
import { fetchListing } from './fetch-listing.ts';

export type Fetch = (endpoint: string, scope: Scope) => Promise<Listing>;

/** Where a fetch leaves its outcome. */
export interface Caches {
  readonly kind: ListingKind;
  readonly listings: Cache<Listing>;
  readonly errors: Cache<true>;
  /** Whether a failed fetch is remembered in the error cache. */
  readonly remembersErrors: boolean;
}

/** A fetch that writes what it got into the caches. Any failure but a cancellation counts as "no models". */
export function cachingFetch(client: EndpointClient, caches: Caches): Fetch {
  return async (endpoint, scope) => {
    try {
      const listing = await fetchListing(client, caches.kind, endpoint, scope);
      return await caches.listings.put(endpoint, listing, scope);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      if (caches.remembersErrors) await caches.errors.put(endpoint, true, scope);
      return unavailable;
    }
  };
}
