/*
 * Clients go away in the middle of their calls. From [circuit-breaker-pr]: status 0 covers cancelled calls, "unlikely
 * to be upstream provider errors", and was not made a failure; it is a record all the same.
 * Invariants: clients who leave neither make a healthy model unavailable nor a failing one available.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { clientInvariants, clientsStory } from './clients.ts';
import { breakerKinds } from './oracles.ts';

export default scenario('clients cancel', circuitBreakers, {
  workload: fc.record({
    upstream: fc.constantFrom('healthy' as const, 'failing' as const),
    clients: fc.constantFrom(0, 3),
    fickle: fc.constantFrom(1, 3),
  }),
  kinds: breakerKinds,
  invariants: clientInvariants,
  claims: claimedIn('circuit-breaker-pr, review: the 0 case', {
    'b3z-status-zero': { 'clients-do-not-trip': 'violated' },
    'b4-load-or-store': { 'clients-do-not-trip': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'clients-do-not-trip': ['b3z-status-zero'],
      'clients-do-not-mask': originals.filter((id) => id !== 'b3z-status-zero'),
    }),
    {
      'clients-do-not-mask': {
        'b3-failure-ratio': 'status 0 is a record and no failure',
        'b3rw-read-lock-first': 'status 0 is a record and no failure',
        'b4-load-or-store': 'status 0 is a record and no failure',
        'mutant-load-then-store': 'status 0 is a record and no failure',
      },
    },
  ),
  // The story is who leaves; the upstream's faults have a story of their own.
  faults: { budget: 3, cancel: ['fickle*'] },
  run(sim, variant, { upstream, clients, fickle }, variantId) {
    const unruly = {
      name: 'fickle',
      count: fickle,
      options: { startMs: [0, 10], responseMs: [1_000, 5_000] } as const,
    };
    return clientsStory(sim, variant, variantId, { upstream, clients, unruly });
  },
});
