import type { Scope } from '../primitives/task.ts';
import { CancelOnStopWriter } from './p1-cancel-on-stop.ts';
import type { LogRow } from './ports.ts';

/**
 * The fix that was rejected: as before, but a flush is a task of its own that cancelling the loop does not reach.
 * The loop leaves it at once all the same, so stop resolves while that flush goes on, owned by nobody.
 */
export class ShieldedFlushWriter extends CancelOnStopWriter {
  protected override flushBatch(batch: readonly LogRow[], scope: Scope): Promise<void> {
    const flush = this.startTask(`flush(${batch[0]?.id})`, (self) => this.flush(batch, self));
    return scope.wait(flush.result);
  }
}
