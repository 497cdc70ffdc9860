/*
 * A session is served from another place, and then from a third one: two route events, whose order is that of their
 * commits. The summary of [circuit-manager-pr]: a stale snapshot lets "stale backend URLs" persist "in Traefik's weighted
 * service pool", so that one model's traffic reaches another's container ([backend-ai], the issue that it resolves).
 * Invariant: where traffic goes, and in what proportion, is what was last committed.
 */
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { c0, c1, c2, c3, c4 } from './expectations.ts';
import { Gateway } from './gateway.ts';

const invariants = ['backends-as-committed'] as const;

export default scenario('a backend moves twice', circuitManagers, {
  invariants,
  claims: claimedIn('circuit-manager-pr, Summary', {
    'c0-no-lock': { 'backends-as-committed': 'violated' },
    'c4-reread-before-lock': { 'backends-as-committed': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'backends-as-committed': [c0, c1, c2, c3, c4] }), {
    'backends-as-committed': {
      'c1-circuit-lock': 'it writes the snapshot that it took before',
      'c2-reread-before-lock-two-sessions': 'the re-read comes before the lock',
      'c3-tombstone': 'the re-read comes before the lock',
      'c4-reread-before-lock': 'the re-read comes before the lock',
    },
  }),
  run(sim, variant) {
    const gateway = new Gateway(sim, variant, { sessions: 1 });
    gateway.moving('move1', 2);
    gateway.moving('move2', 3);
    return () => gateway.checks(invariants);
  },
});
