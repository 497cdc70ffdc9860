import { channel } from 'node:diagnostics_channel';

/**
 * The diagnostics channels on which lock primitives say what becomes of a lock, as a `LockMessage`.
 *
 * Kept from load on. Node forgets a channel that nobody holds, and when it has collected one it also drops from its list
 * the next of that name: then a lock publishes on one, and who looks the name up listens to another.
 */
export const LOCK_CHANNELS = {
  queued: channel('lock.queued'),
  acquired: channel('lock.acquired'),
  released: channel('lock.released'),
} as const;

/** What a lock primitive publishes. */
export interface LockMessage {
  /** The lock's name. */
  readonly lock: string;
}
