/*
 * Without etcd the coordinator tells a worker of routes by events, and the worker's route table stands for the keys. It
 * ignores updates of circuits that it does not know (the public code of the worker). Health checks and a deletion
 * overlap; no faults.
 * Invariants: the worker knows no deleted circuit; the sessions in its table are the healthy ones in the database.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { c2, c3, c4, c5 } from './expectations.ts';
import { Gateway } from './gateway.ts';
import { maybeDeleted } from './workloads.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['no-resurrected-keys', 'session-keys-match-routes'] as const;

export default scenario('legacy mode', circuitManagers, {
  workload: fc.record({
    checks: fc.integer({ min: 1, max: 2 }),
    healthy: fc.boolean(),
    deletion: maybeDeleted,
  }),
  kinds: circuitKinds,
  invariants,
  expect: reasoned(violatedBy({ 'session-keys-match-routes': [c2, c3, c4, c5] }), {
    'session-keys-match-routes':
      'the re-read, in a session of its own, does not see what its caller has not committed',
  }),
  run(sim, variant, { checks, healthy, deletion }) {
    const gateway = new Gateway(sim, variant, { proxy: 'worker' });
    for (let i = 1; i <= checks; i++) gateway.healthCheck(`checker${i}`, { s1: true, s2: healthy });
    if (deletion !== null) gateway.deletion(deletion);
    return () => gateway.checks(invariants);
  },
});
