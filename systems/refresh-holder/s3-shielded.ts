import { Cancelled, type Scope } from '../primitives/task.ts';
import { DoubleCheckedLockClient } from './s2-double-checked-lock.ts';

/** S3: S2, and a cancelled caller first waits for the thread, then passes its cancellation on. */
export class ShieldedClient extends DoubleCheckedLockClient {
  protected override async awaitRefresh(refresh: Promise<void>, scope: Scope): Promise<void> {
    try {
      await scope.wait(refresh);
    } catch (error) {
      // This second wait has no shield of its own.
      if (error instanceof Cancelled) await scope.wait(refresh);
      throw error;
    }
  }
}
