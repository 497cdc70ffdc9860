/*
 * The checker finds no session healthy. An update of the originals then fails before it writes anything, for there is
 * no service to write, and the caller swallows it ([backend-ai]): traffic still goes to sessions known to be ill.
 * Invariant: the health that the proxy shows is the last committed one.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { Gateway } from './gateway.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['health-as-committed'] as const;

export default scenario('no session is healthy', circuitManagers, {
  workload: fc.record({ sessions: fc.integer({ min: 1, max: 2 }) }),
  kinds: circuitKinds,
  invariants,
  expect: reasoned(violatedBy({ 'health-as-committed': originals }), {
    'health-as-committed':
      'an update with no healthy route fails before it writes, and the caller swallows it',
  }),
  run(sim, variant, { sessions }) {
    const gateway = new Gateway(sim, variant, { sessions });
    gateway.healthCheck('checker', { s1: false, s2: false });
    return () => gateway.checks(invariants);
  },
});
