/*
 * The health of a session changes, once or several times, one round of the checker after the other. The change is
 * written inside the checker's transaction, and propagated before that commits, as in [backend-ai].
 * Invariant: the health that the proxy shows is the last committed one.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { c2, c3, c4, c5 } from './expectations.ts';
import { Gateway } from './gateway.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['health-as-committed'] as const;

export default scenario('a health change', circuitManagers, {
  workload: fc.record({
    sessions: fc.integer({ min: 2, max: 3 }),
    health: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
  }),
  kinds: circuitKinds,
  invariants,
  expect: reasoned(violatedBy({ 'health-as-committed': [c2, c3, c4, c5] }), {
    'health-as-committed':
      'the re-read, in a session of its own, does not see what its caller has not committed',
  }),
  run(sim, variant, { sessions, health }) {
    const gateway = new Gateway(sim, variant, { sessions });
    gateway.rounds(
      'checker',
      health.map((healthy) => ({ s1: true, s2: healthy })),
    );
    return () => gateway.checks(invariants);
  },
});
