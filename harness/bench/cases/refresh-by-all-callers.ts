import type { Case } from '../case.ts';
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
export const refreshByAllCallers: Case = {
  name: 'refresh by all callers',
  run(world) {
    const tokens = new TokenService(world.operation('create'));
    const send = world.operation('send');
    const client = new Client(tokens);
    const request = (name: string) => async () => {
      const session = await client.session();
      await send(name, () => session);
    };
    world.task('caller1', request('caller1'));
    world.task('caller2', request('caller2'), { late: true });
    world.task('caller3', request('caller3'), { late: true });
    return () =>
      tokens.created === 1 ? undefined : `${tokens.created} sessions were created for one that went stale`;
  },
};
