/*
 * Whoever checks, scales or deletes a circuit is cancelled at any await, perhaps twice: a client that goes away, a
 * coordinator that shuts down. What was committed must still reach the proxy.
 * Invariants: no key of a deleted circuit; the sessions shown are the healthy ones in the database.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { Gateway } from './gateway.ts';
import { maybeDeleted } from './workloads.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['no-resurrected-keys', 'session-keys-match-routes'] as const;

export default scenario('a cancelled caller', circuitManagers, {
  workload: fc.record({ scaled: fc.boolean(), deletion: maybeDeleted }),
  kinds: circuitKinds,
  invariants,
  expect: violatedBy({ 'no-resurrected-keys': originals, 'session-keys-match-routes': originals }),
  faults: { budget: 2, cancel: ['checker', 'route-event', 'deletion'] },
  run(sim, variant, { scaled, deletion }) {
    const gateway = new Gateway(sim, variant);
    if (scaled) gateway.scaling('route-event', 1);
    else gateway.healthCheck('checker', { s1: true, s2: true });
    if (deletion !== null) gateway.deletion(deletion);
    return () => gateway.checks(invariants);
  },
});
