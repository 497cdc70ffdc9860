import fc from 'fast-check';
import type { Case } from './case.ts';
import { Cancellable, settled } from './cancellable.ts';
import { Mutex } from './mutex.ts';
import { TokenService } from './refresh.ts';

/** One caller refreshes, under a lock; whoever is cancelled gives the lock back while the call goes on. */
class Client {
  readonly #tokens: TokenService;
  readonly #lock = new Mutex();
  #stale = true;
  #session = 0;

  constructor(tokens: TokenService) {
    this.#tokens = tokens;
  }

  async session(scope: Cancellable): Promise<number> {
    if (this.#stale) await this.#lock.run(() => this.#refresh(scope));
    return this.#session;
  }

  async #refresh(scope: Cancellable): Promise<void> {
    if (!this.#stale) return;
    this.#session = await scope.wait(this.#tokens.createSession());
    this.#stale = false;
  }
}

/** The caller that refreshes goes away, and the next one refreshes beside it. */
export const refreshCancelled: Case<{ callers: number }> = {
  name: 'refresh cancelled',
  usual: { callers: 2 },
  workload: fc.record({ callers: fc.integer({ min: 1, max: 3 }) }),
  run(world, { callers }) {
    const tokens = new TokenService(world.operation('create'));
    const send = world.operation('send');
    const client = new Client(tokens);
    const leaver = new Cancellable();
    const request = (name: string, scope: Cancellable) => () =>
      settled(
        (async () => {
          const session = await client.session(scope);
          await scope.wait(send(name, () => session));
        })(),
      );
    for (let i = 1; i <= callers; i++) {
      world.task(`caller${i}`, request(`caller${i}`, i === 1 ? leaver : new Cancellable()));
    }
    world.task('disconnect', async () => leaver.cancel(), { late: true });
    return () =>
      tokens.inFlightMax <= 1 ? undefined : `${tokens.inFlightMax} refreshes ran at the same time`;
  },
};
