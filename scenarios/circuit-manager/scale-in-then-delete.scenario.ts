/*
 * A service is scaled in from two sessions to one and deleted at about the same time (D2: delete the row, commit, then
 * unload). The unload deletes the keys of the sessions that the row has; those of the one before are the route event's
 * to delete. Follows from how [backend-ai] updates and unloads; the test plan of [circuit-manager-pr] has scale-in
 * alone.
 * Invariant: once the deletion is committed and all is quiet, no key holds the circuit.
 */
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { Gateway } from './gateway.ts';

const invariants = ['no-resurrected-keys'] as const;

export default scenario('scaled in, then deleted', circuitManagers, {
  invariants,
  expect: reasoned(violatedBy({ 'no-resurrected-keys': originals }), {
    'no-resurrected-keys': 'the unload deletes the keys of the sessions that the row still has',
  }),
  run(sim, variant) {
    const gateway = new Gateway(sim, variant, { sessions: 2 });
    gateway.scaling('scale-in', 1);
    gateway.deletion('commit, then unload');
    return () => gateway.checks(invariants);
  },
});
