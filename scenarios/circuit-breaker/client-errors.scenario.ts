/*
 * Clients send requests that the upstream answers with 400, 401 or 404. From [circuit-breaker-pr]: errors on the
 * client's side should not "poison" a model for everyone.
 * Invariants: they neither make a healthy model unavailable nor a failing one available.
 * No faults: whatever else clients or the upstream did would excuse the breaker.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { originals, violatedBy } from './expectations.ts';
import { clientInvariants, clientsStory } from './clients.ts';
import { breakerKinds } from './oracles.ts';

export default scenario('clients send bad requests', circuitBreakers, {
  workload: fc.record({
    upstream: fc.constantFrom('healthy' as const, 'failing' as const),
    clients: fc.constantFrom(1, 3),
    careless: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom(400, 401, 404),
  }),
  kinds: breakerKinds,
  invariants: clientInvariants,
  claims: { 'b4-load-or-store': { 'clients-do-not-trip': 'holds' } },
  expect: violatedBy({ 'clients-do-not-mask': originals }),
  run(sim, variant, { upstream, clients, careless, status }, variantId) {
    const unruly = { name: 'careless', count: careless, options: { status } };
    return clientsStory(sim, variant, variantId, { upstream, clients, unruly });
  },
});
