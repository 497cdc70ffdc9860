/*
 * A circuit is deleted while the health checker propagates (D1 of the coordinator: unload, delete the row, commit, all
 * in one transaction). From [circuit-manager-pr]: the checker recreates keys that were just deleted. Between
 * the unload and the commit, every other session still sees the row.
 * Invariant: once the deletion is committed and all is quiet, no key holds the circuit.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { c0, c1, c2, c4, c5 } from './expectations.ts';
import { Gateway } from './gateway.ts';

const invariants = ['no-resurrected-keys'] as const;

export default scenario('a deletion inside its transaction', circuitManagers, {
  workload: fc.record({ sessions: fc.integer({ min: 1, max: 2 }), healthy: fc.boolean() }),
  invariants,
  claims: claimedIn('circuit-manager-pr, title, second commit and review', {
    'c0-no-lock': { 'no-resurrected-keys': 'violated' },
    'c2-reread-before-lock-two-sessions': { 'no-resurrected-keys': 'holds' },
    'c3-tombstone': { 'no-resurrected-keys': 'holds' },
    'c4-reread-before-lock': { 'no-resurrected-keys': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'no-resurrected-keys': [c0, c1, c2, c4, c5] }), {
    'no-resurrected-keys': {
      'c1-circuit-lock': 'it writes the snapshot that it took before',
      'c2-reread-before-lock-two-sessions': 'the re-read comes before the lock',
      'c4-reread-before-lock': 'the re-read comes before the lock',
      'c5-reread-under-lock': 'until the deletion commits, every other session sees the row',
    },
  }),
  run(sim, variant, { sessions, healthy }) {
    const gateway = new Gateway(sim, variant, { sessions });
    gateway.healthCheck('checker', { s1: true, s2: healthy });
    gateway.deletion('unload, then commit');
    return () => gateway.checks(invariants);
  },
});
