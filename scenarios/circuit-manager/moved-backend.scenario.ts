/*
 * A session is served from another place, and then from a third one: two route events, whose order is that of their
 * commits. The summary of [circuit-manager-pr]: a stale snapshot lets "stale backend URLs" persist "in Traefik's weighted
 * service pool", so that one model's traffic reaches another's container ([backend-ai], the issue that it resolves).
 * Invariant: where traffic goes, and in what proportion, is what was last committed.
 */
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { c0, c1, c2, c3, c4, violatedBy } from './expectations.ts';
import { Gateway } from './gateway.ts';

const invariants = ['backends-as-committed'] as const;

export default scenario('a backend moves twice', circuitManagers, {
  invariants,
  claims: {
    'c0-no-lock': { 'backends-as-committed': 'violated' },
    'c4-reread-before-lock': { 'backends-as-committed': 'holds' },
  },
  expect: violatedBy({ 'backends-as-committed': [c0, c1, c2, c3, c4] }),
  run(sim, variant) {
    const gateway = new Gateway(sim, variant, { sessions: 1 });
    gateway.moving('move1', 2);
    gateway.moving('move2', 3);
    return () => gateway.checks(invariants);
  },
});
