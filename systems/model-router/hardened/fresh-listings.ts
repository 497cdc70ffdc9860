import { SingleFlight } from '../../primitives/single-flight.ts';
import { type Scope, type Spawn, Task } from '../../primitives/task.ts';
import type { Entry } from '../cache/ttl-cache.ts';
import { fetchListing } from '../listing/fetch-listing.ts';
import { type ListingKind, unavailable } from '../model-router.ts';
import type { EndpointClient, Listing } from '../ports.ts';

export interface FreshListingsOptions {
  readonly ttlMs: number;
  readonly errorTtlMs: number;
  readonly spawn?: Spawn;
}

/** Listings of one kind, cached. No locks: between two awaits nothing else runs. */
export class FreshListings {
  readonly #client: EndpointClient;
  readonly #kind: ListingKind;
  readonly #options: FreshListingsOptions;
  readonly #entries = new Map<string, Entry<Listing>>();
  readonly #failedAtMs = new Map<string, number>();
  readonly #flights: SingleFlight<Listing>;

  constructor(client: EndpointClient, kind: ListingKind, options: FreshListingsOptions) {
    this.#client = client;
    this.#kind = kind;
    this.#options = options;
    const { spawn } = options;
    this.#flights = new SingleFlight(`fetch ${kind}`, {
      daemon: true,
      ...(spawn !== undefined && { spawn }),
    });
  }

  entry(endpoint: string): Entry<Listing> | undefined {
    return this.#entries.get(endpoint);
  }

  async list(endpoint: string, scope: Scope): Promise<Listing> {
    const entry = this.#entries.get(endpoint);
    if (entry !== undefined && isWithin(entry.storedAtMs, this.#options.ttlMs)) return entry.value;
    const failedAtMs = this.#failedAtMs.get(endpoint);
    if (failedAtMs !== undefined && isWithin(failedAtMs, this.#options.errorTtlMs)) return unavailable;
    // Precaution one-fetch-per-key: of two fetches under way, the one that read the older version may arrive last
    // and overwrite the newer one. One at a time, each reads after the one before has been stored.
    // Precaution fetch-outlives-its-callers: the fetch is a task of its own; a caller who is cancelled only leaves,
    // else he would take the reply from all who wait with him.
    return this.#flights.run(endpoint, (self) => this.#fetch(endpoint, self), scope);
  }

  async #fetch(endpoint: string, self: Task<Listing>): Promise<Listing> {
    // Precaution age-from-the-request: a reply may be held up after the endpoint has written it, so stamped on
    // arrival it would be served for longer than its time to live.
    const askedAtMs = Date.now();
    try {
      const listing = await fetchListing(this.#client, this.#kind, endpoint, self);
      this.#entries.set(endpoint, { value: listing, storedAtMs: askedAtMs });
      this.#failedAtMs.delete(endpoint);
      return listing;
    } catch {
      // An endpoint that cannot be asked is one without models, for a while.
      this.#failedAtMs.set(endpoint, Date.now());
      return unavailable;
    }
  }
}

function isWithin(sinceMs: number, limitMs: number): boolean {
  return Date.now() - sinceMs < limitMs;
}
