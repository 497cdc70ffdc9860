/*
 * Five endpoints: one does not offer the model, one cannot be asked, one offers it and has not loaded it, two have it in
 * memory. Clients come one after the other and stay. From [router-document]: a completion goes to the least used of the
 * endpoints that have the model loaded and a free slot, else to one with a free slot; an endpoint that cannot be asked is
 * one without models.
 * Invariant: which endpoint each client is sent to, and who is refused, is what the source says.
 * One order, no faults: a table.
 */
import { scenario } from 'heddle';
import { type EndpointClient, modelRouter } from '../../systems/model-router/index.ts';
import { Comparison, errorOf } from './comparison.ts';
import { MODEL } from './endpoints.ts';
import { UsageTables } from './usage-tables.ts';
import { beyondItsOwnLock } from './variants.ts';

const offered: Readonly<Record<string, readonly string[]>> = {
  other: ['mistral'],
  cold: ['mistral', MODEL],
  warm1: [MODEL],
  warm2: [MODEL],
};
const loaded: Readonly<Record<string, readonly string[]>> = {
  other: [],
  cold: ['mistral'],
  warm1: [MODEL],
  warm2: ['mistral', MODEL],
};
const endpoints = ['down', 'other', 'cold', 'warm1', 'warm2'];
const LIMIT = 2;

export default scenario('which endpoint', modelRouter, {
  invariants: ['serves-as-documented'],
  runs: 1,
  notApplicable: beyondItsOwnLock('*'),
  run(sim, variant) {
    const opened: string[] = [];
    const client: EndpointClient = {
      async get(url) {
        const [endpoint = '', , path] = url.split('/');
        const models = (path === 'tags' ? offered : loaded)[endpoint];
        return {
          status: models === undefined ? 500 : 200,
          body: async () => ({ version: 1, models: models ?? [MODEL] }),
        };
      },
      async open(url) {
        opened.push(url);
        const chunk = { text: 'hi', promptTokens: 0, completionTokens: 0 };
        return { next: async () => chunk, close: () => {} };
      },
      close: async () => {},
    };
    const router = variant.create(
      { endpoints: client, store: new UsageTables(sim).store(), spawn: sim.spawn },
      { endpoints, maxConcurrentConnections: LIMIT, instanceId: 'router' },
    );
    const compared = new Comparison(sim);
    sim.task('clients', async () => {
      compared.same(
        'a listing of an endpoint that cannot be asked',
        { version: 0, models: [] },
        await router.listModels('down'),
      );
      compared.same('a listing', { version: 1, models: ['mistral'] }, await router.listModels('other'));
      const streams: AsyncGenerator<unknown, void>[] = [];
      for (let i = 0; i < LIMIT * 3; i++) {
        const stream = await router.complete(MODEL, 'hello');
        await stream.next();
        streams.push(stream);
      }
      const due = ['warm1', 'warm2', 'warm1', 'warm2', 'cold', 'cold'];
      compared.same(
        'where completions are sent',
        due.map((endpoint) => `${endpoint}/api/generate`),
        opened,
      );
      compared.same(
        'a model that nobody offers',
        'NoSuchModel',
        await errorOf(() => router.complete('phi', 'hello')),
      );
      await streams[3]?.return();
      await (await router.complete(MODEL, 'hello')).next();
      compared.same('where one has left', 'warm2/api/generate', opened.at(-1));
    });
    return () => [compared.check()];
  },
});
