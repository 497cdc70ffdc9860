import type { Scope } from '../primitives/task.ts';
import type { Session } from './ports.ts';
import { SigningClient } from './signing-client.ts';

/** S4: no holder: each request builds its own session from the credentials file. */
export class FreshPerRequestClient extends SigningClient {
  rejected(_generation: number): void {
    // Nothing is kept that could be stale.
  }

  protected sessionFor(scope: Scope): Promise<Session> {
    return scope.wait(this.env.credentialFile.read());
  }
}
