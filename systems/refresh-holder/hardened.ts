import { SingleFlight } from '../primitives/single-flight.ts';
import type { Scope } from '../primitives/task.ts';
import type { Session } from './ports.ts';
import { type RefreshEnv, type RefreshOptions, SigningClient } from './signing-client.ts';

/**
 * Ours: the mark is a generation, and a refresh belongs to no caller. A request whose session cannot be renewed
 * rejects with the token service's error; the next one tries again.
 */
export class HardenedClient extends SigningClient {
  override session: Session;
  override rejectedUpTo = 0;
  readonly #refreshes: SingleFlight<void>;

  constructor(env: RefreshEnv, options: RefreshOptions = {}) {
    super(env);
    this.session = options.session ?? { generation: 1 };
    this.#refreshes = new SingleFlight(
      'refresh',
      options.spawn === undefined ? {} : { spawn: options.spawn },
    );
  }

  rejected(generation: number): void {
    // Precaution mark-names-the-generation: a request that was signed before a refresh may be rejected after it.
    // That says nothing of the new session, and renewing it would make credentials invalid that others use.
    this.rejectedUpTo = Math.max(this.rejectedUpTo, generation);
  }

  protected sessionFor(scope: Scope): Session | Promise<Session> {
    return this.#isStale() ? this.#renewed(scope) : this.session;
  }

  async #renewed(scope: Scope): Promise<Session> {
    // Precaution one-refresh-for-all: callers that find the session stale at the same time would each create one,
    // and each would make the others' invalid.
    // Precaution failure-is-told: a caller whose refresh failed must not sign with what is known to be bad.
    await this.#refreshes.run('session', () => this.#refresh(), scope);
    return this.session;
  }

  async #refresh(): Promise<void> {
    // Precaution refresh-outlives-caller: the thread cannot be stopped. If a caller's cancellation, or its second
    // one, ended this wait, the next caller would create a session beside it. So no caller's scope comes in here.
    this.session = await this.env.threads.run('refresh', () => this.env.tokens.createSession());
  }

  #isStale(): boolean {
    return this.session.generation <= this.rejectedUpTo;
  }
}
