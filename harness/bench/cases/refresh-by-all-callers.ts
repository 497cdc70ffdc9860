import fc from 'fast-check';
import type { Case } from './case.ts';
import { TokenService } from './refresh.ts';

/** Every caller that finds the mark set creates a session. */
class Client {
  readonly #tokens: TokenService;
  #stale = true;
  #session = 0;

  constructor(tokens: TokenService) {
    this.#tokens = tokens;
  }

  async session(): Promise<number> {
    if (this.#stale) {
      this.#session = await this.#tokens.createSession();
      this.#stale = false;
    }
    return this.#session;
  }
}

/** One session went stale, and more than one is made. */
export const refreshByAllCallers: Case<{ callers: number }> = {
  name: 'refresh by all callers',
  usual: { callers: 3 },
  workload: fc.record({ callers: fc.integer({ min: 1, max: 4 }) }),
  run(world, { callers }) {
    const tokens = new TokenService(world.operation('create'));
    const send = world.operation('send');
    const client = new Client(tokens);
    const request = (name: string) => async () => {
      const session = await client.session();
      await send(name, () => session);
    };
    for (let i = 1; i <= callers; i++) world.task(`caller${i}`, request(`caller${i}`), { late: i > 1 });
    return () =>
      tokens.created === 1 ? undefined : `${tokens.created} sessions were created for one that went stale`;
  },
};
