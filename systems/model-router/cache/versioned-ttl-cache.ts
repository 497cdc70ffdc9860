import type { Listing } from '../ports.ts';
import { TtlCache } from './ttl-cache.ts';

/** A cache that remembers the newest version it has seen of each key and never goes back behind it. */
export class VersionedTtlCache extends TtlCache<Listing> {
  /** Outlives the entries, so that a late reply cannot fill the gap which an expired entry leaves. */
  readonly #newest = new Map<string, number>();

  override put(key: string, listing: Listing): Listing {
    const newest = this.#newest.get(key) ?? 0;
    if (listing.version < newest) return this.find(key)?.value ?? listing;
    this.#newest.set(key, listing.version);
    return super.put(key, listing);
  }
}
