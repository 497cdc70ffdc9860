import { type Design, routerOf } from './design.ts';
import { sharedFetches } from './listing/designs.ts';
import { cacheLocks, lockPerCache } from './v2-cache-locks.ts';

/** One fetch for concurrent callers; stale loaded models are served, and every reader of them starts a refresh. */
export const sharedFetch: Design = {
  ...cacheLocks,
  servesStaleLoadedModels: true,
  listings: (context) =>
    sharedFetches(context, {
      guard: lockPerCache(context),
      splitErrors: false,
      servesStaleModels: false,
      refresh: 'each-time',
    }),
  publishing: 'under-lock',
};

export const createSharedFetchRouter = routerOf(sharedFetch);
