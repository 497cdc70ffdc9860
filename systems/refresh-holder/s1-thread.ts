import type { Scope } from '../primitives/task.ts';
import type { Session } from './ports.ts';
import { MarkingClient } from './signing-client.ts';

/** S1: the same steps on a thread each, so that the event loop runs on; every caller that finds the mark refreshes. */
export class ThreadClient extends MarkingClient {
  protected async sessionFor(scope: Scope): Promise<Session> {
    await this.refreshIfMarked(scope);
    const session = this.session;
    return scope.wait(this.env.threads.run('getCredentials', async () => session));
  }

  protected async refreshIfMarked(scope: Scope): Promise<void> {
    if (this.marked) await scope.wait(this.refreshOnThread());
  }

  /**
   * Create, assign, clear; a failure is swallowed and the mark stays. The mark is looked at once more on the thread:
   * somebody may have refreshed while this waited for a free one.
   */
  protected refreshOnThread(): Promise<void> {
    return this.env.threads.run('refresh', async (thread) => {
      if (!this.marked) return;
      try {
        const session = await this.env.tokens.createSession();
        await thread.write('session', () => {
          this.session = session;
        });
        await thread.write('marked', () => {
          this.marked = false;
        });
      } catch (error) {
        this.onError(error);
      }
    });
  }
}
