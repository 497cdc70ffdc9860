/*
 * Clients ask for a shorter timeout than the gateway's 60 s, and shorter than the upstream takes. In the gateway of
 * [circuit-breaker-pr] their deadline is a context's deadline like any other, and is recorded as 504.
 * Invariant: impatient clients do not make a model unavailable that answers whoever waits.
 * No faults: whatever the upstream did would excuse the breaker.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { clientsStory } from './clients.ts';
import { breakerKinds } from './oracles.ts';

export default scenario('clients have short timeouts', circuitBreakers, {
  workload: fc.record({
    clients: fc.integer({ min: 0, max: 1 }),
    impatient: fc.integer({ min: 2, max: 4 }),
    timeoutMs: fc.integer({ min: 1, max: 20 }),
  }),
  kinds: breakerKinds,
  invariants: ['clients-do-not-trip'],
  claims: claimedIn('circuit-breaker-pr, review: errors on the client-side', {
    'b4-load-or-store': { 'clients-do-not-trip': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'clients-do-not-trip': originals }), {
    'clients-do-not-trip': 'a client’s deadline is recorded as a timeout',
  }),
  run(sim, variant, { clients, impatient, timeoutMs }, variantId) {
    const unruly = { name: 'impatient', count: impatient, options: { timeoutMs } };
    return clientsStory(sim, variant, variantId, { upstream: 'healthy', clients, unruly });
  },
});
