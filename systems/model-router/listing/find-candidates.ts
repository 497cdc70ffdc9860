import type { Scope } from '../../primitives/task.ts';
import type { Candidate } from '../counters/choose-endpoint.ts';
import { NoSuchModel } from '../errors.ts';
import type { ModelRouter } from '../model-router.ts';

/** Asks all endpoints at once which models they offer, then those that offer `model` whether it is loaded. */
export async function findCandidates(
  router: Pick<ModelRouter, 'listModels' | 'loadedModels'>,
  endpoints: readonly string[],
  model: string,
  scope: Scope,
): Promise<readonly Candidate[]> {
  const offered = await Promise.all(endpoints.map((endpoint) => router.listModels(endpoint, scope)));
  const offering = endpoints.filter((_endpoint, index) => offered[index]?.models.includes(model));
  if (offering.length === 0) throw new NoSuchModel(model, endpoints);
  const loaded = await Promise.all(offering.map((endpoint) => router.loadedModels(endpoint, scope)));
  return offering.map((endpoint, index) => ({
    endpoint,
    isLoaded: loaded[index]?.models.includes(model) ?? false,
  }));
}
