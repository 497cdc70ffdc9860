/*
 * The session goes stale, and when it was renewed, or before, once more: others create sessions twice. Requests are
 * signed before, between and after; each rejection is of the session that its request was signed with. From
 * [refresh-holder-pr]: "the losing-side signers complete signing against credentials that were replaced under them";
 * the original's mark does not say which session was rejected.
 * Invariants: as many refreshes as stalenesses and no more, none missed; nobody signs with what he knows to be bad.
 * No faults: two stalenesses are enough.
 */
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { lateRejections } from './expectations.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

export default scenario('stale, and stale once more', refreshHolders, {
  invariants,
  notApplicable: inapplicable,
  expect: lateRejections,
  runs: 100,
  run(sim, variant) {
    const proxy = new SigningProxy(sim, variant, { slowestCreateMs: 500, slowestReplyMs: 1_500 });
    for (const name of ['early1', 'early2']) proxy.caller(name, { startMs: [0, 0] });
    proxy.others({ startMs: [0, 5] }, [1_500, 2_000]);
    proxy.caller('caller1', { startMs: [600, 700] });
    proxy.caller('caller2', { startMs: [1_300, 1_450] });
    for (const name of ['late1', 'late2', 'last']) proxy.caller(name, { startMs: [2_500, 5_000] });
    return () => proxy.checks();
  },
});
