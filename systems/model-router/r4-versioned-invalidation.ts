import { VersionedTtlCache } from './cache/versioned-ttl-cache.ts';
import { type Design, routerOf } from './design.ts';
import { separateFetches } from './listing/designs.ts';
import { cacheLocks, lockPerCache } from './v2-cache-locks.ts';

/** A newer version invalidates all older ones for good: a listing that arrives late is not stored over it. */
const versionedInvalidation: Design = {
  ...cacheLocks,
  listings: (context) =>
    separateFetches(context, lockPerCache(context), (ttlMs) => new VersionedTtlCache(ttlMs)),
};

export const createVersionedInvalidationRouter = routerOf(versionedInvalidation);
