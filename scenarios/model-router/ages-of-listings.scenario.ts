/*
 * A listing is asked for again and again, each time a millisecond before or at the moment when it, or its failure, has
 * had its time. From [router-document]: a listing is fresh while its age is below 300 s (of loaded models: 30 s), a failure
 * while it is below 10 s. Of ours: the age is that of the request.
 * Invariant: an endpoint is asked when nothing fresh is known of it, and not before.
 * One order, no faults: how the endpoint answers is the story.
 */
import { scenario } from 'heddle';
import { type EndpointClient, modelRouter } from '../../systems/model-router/index.ts';
import { Comparison, sleep } from './comparison.ts';
import { MODEL } from './endpoints.ts';
import { UsageTables } from './usage-tables.ts';
import { originals } from './variants.ts';

const elsewhere = { '*': 'counts ages from the answer, or serves what is stale: see the hour' };

export default scenario('ages of listings', modelRouter, {
  invariants: ['serves-as-documented'],
  runs: 1,
  timerLatenessMs: 0,
  notApplicable: Object.fromEntries(originals.map((id) => [id, elsewhere])),
  run(sim, variant) {
    let asked = 0;
    let status = 200;
    const endpoints: EndpointClient = {
      get: async () => {
        asked += 1;
        return { status, body: async () => ({ version: asked, models: [MODEL] }) };
      },
      open: () => Promise.reject(new Error('nobody completes')),
      close: async () => {},
    };
    const router = variant.create(
      { endpoints, store: new UsageTables(sim).store(), spawn: sim.spawn },
      { endpoints: ['gpu1'], instanceId: 'router' },
    );
    const compared = new Comparison(sim);
    sim.task('caller', async () => {
      for (const [kind, ttlMs] of [
        ['models', 300_000],
        ['loaded', 30_000],
      ] as const) {
        const list = async (): Promise<number> => {
          const before = asked;
          await (kind === 'models' ? router.listModels('gpu1') : router.loadedModels('gpu1'));
          return asked - before;
        };
        compared.same(`${kind} that nobody asked for`, 1, await list());
        await sleep(ttlMs - 1);
        compared.same(`${kind} while fresh`, 0, await list());
        await sleep(1);
        status = 400;
        compared.same(`${kind} when no longer fresh`, 1, await list());
        compared.same(`${kind} that are cached`, asked - 1, router.cached(kind, 'gpu1')?.value.version);
        await sleep(9_999);
        compared.same(`${kind} while the failure is fresh`, 0, await list());
        await sleep(1);
        status = 399;
        compared.same(`${kind} when it is not`, 1, await list());
        compared.same(`${kind} cached anew`, asked, router.cached(kind, 'gpu1')?.value.version);
        status = 200;
      }
    });
    return () => [compared.check()];
  },
});
