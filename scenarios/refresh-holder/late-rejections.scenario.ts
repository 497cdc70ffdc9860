/*
 * Requests are on their way, signed, when others make the session stale; their rejections arrive one by one, some after
 * another caller has refreshed. The original's mark does not say which session was rejected.
 * Invariant: no more sessions are created than generations went stale.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { lateRejections } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('rejections arrive after the refresh', refreshHolders, {
  workload: fc.record({
    early: fc.integer({ min: 2, max: 3 }),
    later: fc.integer({ min: 2, max: 3 }),
    rejection: fc.constantFrom(401 as const, 403 as const),
  }),
  invariants,
  notApplicable: inapplicable,
  expect: lateRejections,
  run(sim, variant, { early, later, rejection }) {
    const proxy = new SigningProxy(sim, variant, { rejection });
    for (let i = 1; i <= early; i++) proxy.caller(`early${i}`);
    proxy.others();
    for (let i = 1; i <= later; i++) proxy.caller(`caller${i}`, { late: true });
    return () => proxy.checks();
  },
});
