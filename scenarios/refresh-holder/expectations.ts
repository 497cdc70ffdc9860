import { claimedIn, reasoned } from '../expected.ts';

/** Why s1 refreshes more often than there is reason for. */
export const UNGUARDED = 'nothing keeps callers from refreshing at once';
/** Why s2 does, once a caller is cancelled. */
export const RELEASED = 'a cancelled caller releases the lock while its thread runs';
/** Why s3 does, once that happens a second time. */
export const SHIELDED_ONCE = 'only the first await is shielded';

/** What the pull request says of callers who are cancelled. */
export const cancellationClaims = claimedIn('refresh-holder-pr, Summary and its tests', {
  's2-double-checked-lock': {
    'refreshes-within-need': 'violated',
    'at-most-one-in-flight': 'violated',
    'thread-not-left-behind': 'violated',
  },
  's3-shielded': { 'refreshes-within-need': 'holds', 'thread-not-left-behind': 'holds' },
});

/** What cancellations break, once and, beyond the first await of a refresh, again. */
export const cancelledAgain = {
  's1-thread': { 'refreshes-within-need': 'violated', 'at-most-one-in-flight': 'violated' },
  's2-double-checked-lock': {
    'refreshes-within-need': 'violated',
    'at-most-one-in-flight': 'violated',
    'thread-not-left-behind': 'violated',
  },
  's3-shielded': {
    'refreshes-within-need': 'violated',
    'at-most-one-in-flight': 'violated',
    'thread-not-left-behind': 'violated',
  },
} as const;

/** What rejections of a session break that is no longer the newest. */
export const lateRejections = reasoned(
  {
    's0-synchronous': { 'refreshes-within-need': 'violated' },
    's1-thread': { 'refreshes-within-need': 'violated', 'at-most-one-in-flight': 'violated' },
    's2-double-checked-lock': { 'refreshes-within-need': 'violated' },
    's3-shielded': { 'refreshes-within-need': 'violated' },
  },
  {
    'refreshes-within-need': 'the mark does not say which session was rejected',
    'at-most-one-in-flight': UNGUARDED,
  },
);
