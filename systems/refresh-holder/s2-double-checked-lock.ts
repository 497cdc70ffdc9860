import { Mutex } from '../primitives/mutex.ts';
import type { Scope } from '../primitives/task.ts';
import { ThreadClient } from './s1-thread.ts';

/** S2: S1 under a lock, the mark checked before and after acquiring it. */
export class DoubleCheckedLockClient extends ThreadClient {
  readonly #lock = new Mutex('refresh');

  protected override async refreshIfMarked(scope: Scope): Promise<void> {
    if (!this.marked) return;
    await this.#lock.run(async () => {
      if (this.marked) await this.awaitRefresh(this.refreshOnThread(), scope);
    }, scope);
  }

  /** A cancelled caller leaves at once, and the lock with it, while the thread runs on. */
  protected async awaitRefresh(refresh: Promise<void>, scope: Scope): Promise<void> {
    await scope.wait(refresh);
  }
}
