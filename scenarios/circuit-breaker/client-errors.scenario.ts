/*
 * Clients send requests that the upstream answers with 400, 401 or 404. From [circuit-breaker-pr]: errors on the
 * client's side should not "poison" a model for everyone.
 * Invariants: they neither make a healthy model unavailable nor a failing one available.
 * No faults: whatever else clients or the upstream did would excuse the breaker.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
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
  claims: claimedIn('circuit-breaker-pr, review: errors on the client-side', {
    'b4-load-or-store': { 'clients-do-not-trip': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'clients-do-not-mask': originals }), {
    'clients-do-not-mask': {
      'b3-failure-ratio': 'a client’s error is a record and no failure',
      'b3rw-read-lock-first': 'a client’s error is a record and no failure',
      'b3z-status-zero': 'a client’s error is a record and no failure',
      'b4-load-or-store': 'a client’s error is a record and no failure',
      'mutant-load-then-store': 'a client’s error is a record and no failure',
    },
  }),
  run(sim, variant, { upstream, clients, careless, status }, variantId) {
    const unruly = { name: 'careless', count: careless, options: { status } };
    return clientsStory(sim, variant, variantId, { upstream, clients, unruly });
  },
});
