import type { Session } from './ports.ts';
import { MarkingClient } from './signing-client.ts';

/**
 * S0: check, create, clear, get, without suspending: nothing interleaves, and nothing else runs meanwhile. To get the
 * credentials blocks, too: [refresh-holder-pr], first commit (`_sign_request_hook`), and second ("`get_credentials()` is
 * the primary blocking path").
 */
export class SynchronousClient extends MarkingClient {
  protected sessionFor(): Session {
    if (this.marked) {
      try {
        this.session = this.env.blockingTokens.createSession();
        this.marked = false;
      } catch (error) {
        // The mark stays, so the next request tries again; this one is signed with what there is.
        this.onError(error);
      }
    }
    return this.env.blockingTokens.getCredentials(this.session);
  }
}
