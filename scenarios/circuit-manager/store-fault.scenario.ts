/*
 * The store fails, never answers, or applies a write whose reply is lost, while the circuit is scaled, or checked and
 * deleted. Nobody comes back for what a failed unload has left behind.
 * Invariants: no key of a deleted circuit; the sessions shown are the healthy ones in the database.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { storeFaults } from './fault-menus.ts';
import { Gateway } from './gateway.ts';
import { maybeDeleted } from './workloads.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['no-resurrected-keys', 'session-keys-match-routes'] as const;

export default scenario('a fault of the store', circuitManagers, {
  workload: fc.record({ scaledTo: fc.integer({ min: 1, max: 2 }), deletion: maybeDeleted }),
  kinds: circuitKinds,
  invariants,
  expect: reasoned(violatedBy({ 'no-resurrected-keys': originals, 'session-keys-match-routes': originals }), {
    'no-resurrected-keys': 'nobody comes back for what a failed unload has left behind',
  }),
  faults: { budget: 2, operations: storeFaults },
  run(sim, variant, { scaledTo, deletion }) {
    const gateway = new Gateway(sim, variant);
    gateway.scaling('route-event', scaledTo);
    if (deletion !== null) gateway.deletion(deletion);
    return () => gateway.checks(invariants);
  },
});
