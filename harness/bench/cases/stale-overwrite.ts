import fc from 'fast-check';
import type { Call, Case } from './case.ts';
import { Mutex } from './mutex.ts';

interface Listing {
  readonly version: number;
}

/** Looks and writes under a lock, and fetches outside of it: two fetches may answer in any order. */
class ListingCache {
  readonly #lock = new Mutex();
  readonly #get: Call;
  readonly #body: Call;
  readonly #server: { version: number };
  readonly versions: number[] = [];

  constructor(get: Call, body: Call, server: { version: number }) {
    this.#get = get;
    this.#body = body;
    this.#server = server;
  }

  async refresh(): Promise<void> {
    const response = await this.#get('models', (): Listing => ({ version: this.#server.version }));
    const listing = await this.#body('models', () => response);
    await this.#lock.run(async () => {
      this.versions.push(listing.version);
    });
  }
}

/** An older listing is written over a newer one. */
export const staleOverwrite: Case<{ readers: number }> = {
  name: 'stale overwrite',
  usual: { readers: 1 },
  workload: fc.record({ readers: fc.integer({ min: 0, max: 3 }) }),
  run(world, { readers }) {
    const server = { version: 1 };
    const deploy = world.operation('deploy');
    const cache = new ListingCache(world.operation('get'), world.operation('body'), server);
    for (let i = 1; i <= readers; i++) world.task(`caller${i}`, () => cache.refresh());
    world.task(
      'deployer',
      async () => {
        await deploy('models', () => (server.version += 1));
        await cache.refresh();
      },
      { late: true },
    );
    return () => {
      const back = cache.versions.findIndex((version, i) => version < (cache.versions[i - 1] ?? 0));
      if (back < 0) return undefined;
      return `version ${cache.versions[back]} was written over version ${cache.versions[back - 1]}`;
    };
  },
};
