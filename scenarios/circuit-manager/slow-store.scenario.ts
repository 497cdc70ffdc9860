/*
 * A write takes longer to reach the store than its caller waits for an answer (5 s where anybody gives up), so that
 * it may arrive after the next attempt. Of the fault menu's stall, what is the worst: it is not for ever.
 * Invariants: no key of a deleted circuit; the sessions shown are the healthy ones in the database.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { violatedBy } from '../expected.ts';
import { c0, c1, c2, c4, c5 } from './expectations.ts';
import { Gateway } from './gateway.ts';
import { maybeDeleted } from './workloads.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['no-resurrected-keys', 'session-keys-match-routes'] as const;

export default scenario('a slow store', circuitManagers, {
  workload: fc.record({ healthy: fc.boolean(), deletion: maybeDeleted }),
  kinds: circuitKinds,
  invariants,
  expect: violatedBy({ 'no-resurrected-keys': [c0, c1, c2, c4, c5] }),
  run(sim, variant, { healthy, deletion }) {
    const gateway = new Gateway(sim, variant, { writeLatencyMs: [1, 8_000] });
    gateway.rounds('checker', [{ s2: healthy }, { s2: healthy }]);
    if (deletion !== null) gateway.deletion(deletion);
    return () => gateway.checks(invariants);
  },
});
