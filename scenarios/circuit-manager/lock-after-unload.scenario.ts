/*
 * Two health checks meet a deletion inside its transaction (D1). The unload removes its lock from the table while the
 * first check waits for it; the second finds none and makes a new one. [circuit-manager-pr] says of the lock: it
 * serializes updates and unloads of one circuit.
 * Invariant: at most one holds the circuit's lock.
 */
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { c1, c2, c4, c5 } from './expectations.ts';
import { Gateway, inapplicable } from './gateway.ts';

const invariants = ['mutual-exclusion'] as const;

export default scenario('the lock after an unload', circuitManagers, {
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('circuit-manager-pr, Summary', {
    'c1-circuit-lock': { 'mutual-exclusion': 'holds' },
    'c3-tombstone': { 'mutual-exclusion': 'holds' },
    'c4-reread-before-lock': { 'mutual-exclusion': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'mutual-exclusion': [c1, c2, c4, c5] }), {
    'mutual-exclusion': 'unload removes the lock from the table while others wait for it',
  }),
  run(sim, variant) {
    const gateway = new Gateway(sim, variant, { sessions: 1 });
    gateway.healthCheck('checker1', { s1: true });
    gateway.healthCheck('checker2', { s1: true });
    gateway.deletion('unload, then commit');
    return () => gateway.checks(invariants);
  },
});
