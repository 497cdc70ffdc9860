import type { LockEvent } from './lock-events.ts';
import { Signal } from './signal.ts';
import type { Scope } from './task.ts';

/** One who queues for a lock: from queueing over being granted the lock to running on with it. */
export class LockWaiter {
  readonly mode: LockEvent['mode'];
  #granted = false;
  readonly #turn = new Signal();

  constructor(mode: LockEvent['mode']) {
    this.mode = mode;
  }

  /** Hands the lock over. The waiter owns it from here on, although it runs only later. */
  grant(): void {
    this.#granted = true;
    this.#turn.raise();
  }

  /**
   * Waits for the grant. A waiter that is cancelled leaves the queue; one that was granted the lock and has not
   * resumed yet owns it, so it has to pass it on.
   */
  wait(scope: Scope, onCancel: { leaveQueue(): void; passOn(): void }): Promise<void> {
    return scope.wait(this.#turn.raised, () => (this.#granted ? onCancel.passOn() : onCancel.leaveQueue()));
  }
}
