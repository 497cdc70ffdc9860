/*
 * A route event and perhaps a health check wait for the lock of a circuit that is being unloaded. The review of
 * [circuit-manager-pr], of the second commit: what was queued runs after the unload, which has removed the lock from
 * the table, and recreates what was just unloaded. The answer was a tombstone, which the last commit took out again.
 * Invariant: nothing of the deleted circuit is left.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { c0, c1, c2, c4 } from './expectations.ts';
import { Gateway } from './gateway.ts';

const invariants = ['no-resurrected-keys'] as const;

export default scenario('an update queued behind the unload', circuitManagers, {
  workload: fc.record({ scaledTo: fc.integer({ min: 1, max: 2 }), checks: fc.integer({ min: 0, max: 1 }) }),
  invariants,
  claims: claimedIn('circuit-manager-pr, review and last commit', {
    'c2-reread-before-lock-two-sessions': { 'no-resurrected-keys': 'violated' },
    'c3-tombstone': { 'no-resurrected-keys': 'holds' },
    'c4-reread-before-lock': { 'no-resurrected-keys': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'no-resurrected-keys': [c0, c1, c2, c4] }), {
    'no-resurrected-keys': {
      'c0-no-lock': 'it writes the snapshot that it took before',
      'c1-circuit-lock': 'it writes the snapshot that it took before',
      'c4-reread-before-lock': 'the re-read comes before the lock',
    },
  }),
  run(sim, variant, { scaledTo, checks }) {
    const gateway = new Gateway(sim, variant, { sessions: 1 });
    gateway.scaling('route-event', scaledTo);
    if (checks > 0) gateway.healthCheck('checker', { s1: true });
    gateway.deletion('commit, then unload');
    return () => gateway.checks(invariants);
  },
});
