/*
 * A service is scaled out from one session and back in, and as the scale-in comes the health checker makes its round.
 * The test plan of [circuit-manager-pr]: a scale-in leaves no stale session key in the store.
 * Invariants: no session key is left of a route that the row no longer has; updates take effect.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { c0, c1, c2, c3, c4 } from './expectations.ts';
import { Gateway } from './gateway.ts';

const invariants = ['no-stale-session-keys', 'updates-take-effect'] as const;

export default scenario('scaled from one session to two and back', circuitManagers, {
  workload: fc.record({ most: fc.integer({ min: 2, max: 3 }) }),
  invariants,
  claims: claimedIn('circuit-manager-pr, Test plan', {
    'c0-no-lock': { 'no-stale-session-keys': 'violated' },
    'c4-reread-before-lock': { 'no-stale-session-keys': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'no-stale-session-keys': [c0, c1, c2, c3, c4] }), {
    'no-stale-session-keys': {
      'c1-circuit-lock': 'it writes the snapshot that it took before',
      'c2-reread-before-lock-two-sessions': 'the re-read comes before the lock',
      'c3-tombstone': 'the re-read comes before the lock',
      'c4-reread-before-lock': 'the re-read comes before the lock',
    },
  }),
  run(sim, variant, { most }) {
    const gateway = new Gateway(sim, variant, { sessions: 1 });
    gateway.scalings('scaling', [most, 1], 'checker', { s1: true });
    return () => gateway.checks(invariants);
  },
});
