import { type Design, routerOf } from './design.ts';
import { type SharedFetchesDesign, sharedFetches } from './listing/designs.ts';
import { lockPerCache } from './v2-cache-locks.ts';
import { sharedFetch } from './v4-shared-fetch.ts';

/** An error cache per kind, stale models served too; cancelled workers finish what they have (after shutdown ended). */
export function splitErrorCache(refresh: SharedFetchesDesign['refresh']): Design {
  return {
    ...sharedFetch,
    listings: (context) =>
      sharedFetches(context, {
        guard: lockPerCache(context),
        splitErrors: true,
        servesStaleModels: true,
        refresh,
      }),
    workersOnCancel: 'finish',
  };
}

export const createSplitErrorCacheRouter = routerOf(splitErrorCache('each-time'));
