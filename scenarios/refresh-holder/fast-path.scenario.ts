/*
 * Nothing was rejected: requests are signed with the session that there is. From [refresh-holder-pr]: the outer look at
 * the mark keeps the lock out of the fast path. Printed: how often three callers took a lock or queued for one, first
 * without a mark, then, on another client, with one.
 * Invariant: no session is created for nothing.
 */
import { scenario } from 'heddle';
import { lockAcquired, lockQueued, refreshHolders } from '../../systems/refresh-holder/index.ts';
import { inapplicable, invariants, SigningProxy } from './signing-proxy.ts';

const CALLERS = [1, 2, 3];
const UNMARKED = 'lock, no mark';
const MARKED = 'lock, marked';

export default scenario('the fast path', refreshHolders, {
  invariants,
  notApplicable: inapplicable,
  documented: {
    source: 'refresh-holder-pr: the outer check avoids lock overhead on the fast path',
    columns: [UNMARKED, MARKED],
    figures: { 's2-double-checked-lock': { [UNMARKED]: 0 }, 's3-shielded': { [UNMARKED]: 0 } },
  },
  run(sim, variant) {
    const uses = { fast: 0, slow: 0 };
    const count = (): void => void (sim.taskName.startsWith('fast') ? (uses.fast += 1) : (uses.slow += 1));
    const channels = [lockAcquired, lockQueued];
    for (const channel of channels) channel.subscribe(count);
    const proxy = new SigningProxy(sim, variant);
    const marked = new SigningProxy(sim, variant);
    marked.beginMarked();
    for (const i of CALLERS) {
      proxy.caller(`fast${i}`);
      marked.caller(`slow${i}`);
    }
    return () => {
      for (const channel of channels) channel.unsubscribe(count);
      sim.measure(UNMARKED, uses.fast);
      sim.measure(MARKED, uses.slow);
      return proxy.checks();
    };
  },
});
