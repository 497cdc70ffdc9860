import type { Case } from './case.ts';
import { batchLost } from './batch-lost.ts';
import { keysAfterUnload } from './keys-after-unload.ts';
import { keysAfterUnloadReread } from './keys-after-unload-reread.ts';
import { lostCounterUpdate } from './lost-counter-update.ts';
import { oneReplyOutlives12Steps } from './one-reply-outlives-12-steps.ts';
import { optimisticUpdate } from './optimistic-update.ts';
import { refreshByAllCallers } from './refresh-by-all-callers.ts';
import { refreshCancelled } from './refresh-cancelled.ts';
import { staleOverwrite } from './stale-overwrite.ts';

/**
 * Small faithful pictures of the components in `systems/`, each with a race that its source document tells of, and one
 * program whose smallest failure takes two holds.
 */
export const cases: readonly Case[] = [
  batchLost,
  refreshByAllCallers,
  refreshCancelled,
  keysAfterUnload,
  keysAfterUnloadReread,
  staleOverwrite,
  lostCounterUpdate,
  optimisticUpdate,
  oneReplyOutlives12Steps,
];
