import { SingleFlight } from '../../primitives/single-flight.ts';
import { type Spawn, Task } from '../../primitives/task.ts';
import type { Listing } from '../ports.ts';
import type { Fetch } from './caching-fetch.ts';

/** Starts a refresh of an endpoint that nobody waits for. */
export type Refresh = (endpoint: string) => void;

/** Each call starts a refresh, whatever is under way already. */
export function refreshEachTime(name: string, fetch: Fetch, spawn: Spawn | undefined): Refresh {
  const started = new Map<string, number>();
  return (endpoint) => {
    const ordinal = (started.get(endpoint) ?? 0) + 1;
    started.set(endpoint, ordinal);
    Task.start(`${name}(${endpoint} ${ordinal})`, (self) => fetch(endpoint, self), {
      daemon: true,
      ...(spawn !== undefined && { spawn }),
    });
  };
}

/** At most one refresh per endpoint is under way; it knows nothing of the fetches that callers wait for. */
export function refreshOncePerKey(name: string, fetch: Fetch, spawn: Spawn | undefined): Refresh {
  const refreshes = new SingleFlight<Listing>(name, { daemon: true, ...(spawn !== undefined && { spawn }) });
  return (endpoint) => {
    // A refresh that fails leaves the cache stale; the fetch has remembered the error.
    refreshes.run(endpoint, (self) => fetch(endpoint, self)).catch(() => undefined);
  };
}
