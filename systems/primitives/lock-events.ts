import { channel } from 'node:diagnostics_channel';

/** What is published when a lock is waited for, taken and given back, for contention metrics. */
export interface LockEvent {
  readonly lock: string;
  readonly mode: 'exclusive' | 'shared';
  /** How many wait at this moment. */
  readonly waiting: number;
}

export const lockQueued = channel('lock.queued');
export const lockAcquired = channel('lock.acquired');
export const lockReleased = channel('lock.released');
