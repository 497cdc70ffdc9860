/*
 * The numbers of the tests of [refresh-holder-pr]: three callers find the mark; the caller that refreshes is cancelled
 * while its thread creates a session, and another one follows. Printed: how many sessions each variant creates. Beside
 * those: the same with a second cancellation. The prompt order; the races have stories of their own.
 */
import { scenario } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { noSession, SigningProxy } from './signing-proxy.ts';

const THREE = '3 callers';
const ONCE = 'cancelled once';
const TWICE = 'cancelled twice';

export default scenario('sessions created', refreshHolders, {
  invariants: [],
  runs: 1,
  notApplicable: { 's4-fresh-per-request': { '*': noSession } },
  documented: {
    source: 'refresh-holder-pr: sessions created',
    columns: [THREE, ONCE, TWICE],
    figures: {
      's2-double-checked-lock': { [THREE]: 1, [ONCE]: 2 },
      's3-shielded': { [THREE]: 1, [ONCE]: 1 },
    },
  },
  run(sim, variant) {
    const three = new SigningProxy(sim, variant);
    three.beginMarked();
    three.callers(3);
    const cancelled = [1, 2].map((times) => {
      const proxy = new SigningProxy(sim, variant);
      proxy.beginMarked();
      proxy.caller(`refresher${times}`, { startMs: [0, 0] });
      proxy.caller(`follower${times}`, { startMs: [1, 1] });
      proxy.interrupt(`refresher${times}`, times, [10, 10], `user${times}`);
      return proxy;
    });
    return () => {
      [three, ...cancelled].forEach((proxy, i) => {
        sim.measure([THREE, ONCE, TWICE][i] as string, proxy.created.length);
      });
      return [];
    };
  },
});
