import type { Scope } from '../../primitives/task.ts';
import { UpstreamError } from '../errors.ts';
import type { ListingKind } from '../model-router.ts';
import type { EndpointClient, Listing } from '../ports.ts';

const paths: Readonly<Record<ListingKind, string>> = { models: '/api/tags', loaded: '/api/ps' };

/** Asks an endpoint: one request, then its body. Rejects with the client's errors, or `UpstreamError`. */
export async function fetchListing(
  client: EndpointClient,
  kind: ListingKind,
  endpoint: string,
  scope: Scope,
): Promise<Listing> {
  const url = endpoint + paths[kind];
  const reply = await scope.wait(client.get(url));
  if (reply.status >= 400) throw new UpstreamError(url, reply.status);
  return scope.wait(reply.body());
}
