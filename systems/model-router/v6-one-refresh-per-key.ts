import { type Design, routerOf } from './design.ts';
import { splitErrorCache } from './v5-split-error-cache.ts';

/** At most one background refresh per endpoint and kind; a fetch that callers wait for may run beside it. */
export const oneRefreshPerKey: Design = splitErrorCache('once-per-key');

export const createOneRefreshPerKeyRouter = routerOf(oneRefreshPerKey);
