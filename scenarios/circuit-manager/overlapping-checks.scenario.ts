/*
 * Two rounds of the health checker overlap, as rounds that take longer than their 30 s do, and find different health.
 * From [circuit-manager-pr]: updates of one circuit must not run into each other.
 * Invariants: at most one holds the circuit's lock; the sessions shown are the healthy ones of the last commit.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { c2, c3, c4, c5 } from './expectations.ts';
import { Gateway, inapplicable } from './gateway.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['session-keys-match-routes', 'mutual-exclusion'] as const;

export default scenario('overlapping health checks', circuitManagers, {
  workload: fc.record({ first: fc.boolean(), second: fc.boolean() }),
  kinds: circuitKinds,
  invariants,
  notApplicable: inapplicable,
  claims: claimedIn('circuit-manager-pr, Summary', { 'c1-circuit-lock': { 'mutual-exclusion': 'holds' } }),
  expect: reasoned(violatedBy({ 'session-keys-match-routes': [c2, c3, c4, c5] }), {
    'session-keys-match-routes':
      'the re-read, in a session of its own, does not see what its caller has not committed',
  }),
  run(sim, variant, { first, second }) {
    const gateway = new Gateway(sim, variant);
    gateway.healthCheck('checker1', { s1: true, s2: first });
    gateway.healthCheck('checker2', { s1: true, s2: second });
    return () => gateway.checks(invariants);
  },
});
