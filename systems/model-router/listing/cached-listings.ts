import type { Scope } from '../../primitives/task.ts';
import type { Entry } from '../cache/ttl-cache.ts';
import { unavailable } from '../model-router.ts';
import type { Listing } from '../ports.ts';
import type { Caches, Fetch } from './caching-fetch.ts';

/** Listings of one kind: from the cache, nothing while an error is remembered, else fetched. */
export class CachedListings {
  readonly #caches: Caches;
  readonly #fetch: Fetch;
  readonly #refresh: (endpoint: string) => void;

  /** @param refresh called with an endpoint whose entry is stale and served nevertheless */
  constructor(caches: Caches, fetch: Fetch, refresh: (endpoint: string) => void = () => {}) {
    this.#caches = caches;
    this.#fetch = fetch;
    this.#refresh = refresh;
  }

  async list(endpoint: string, scope: Scope): Promise<Listing> {
    const found = await this.#caches.listings.find(endpoint, scope);
    if (found?.state === 'stale') this.#refresh(endpoint);
    if (found !== undefined) return found.value;
    if ((await this.#caches.errors.find(endpoint, scope)) !== undefined) return unavailable;
    return this.#fetch(endpoint, scope);
  }

  entry(endpoint: string): Entry<Listing> | undefined {
    return this.#caches.listings.entry(endpoint);
  }
}
