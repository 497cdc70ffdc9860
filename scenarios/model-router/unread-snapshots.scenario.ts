/*
 * One subscriber reads nothing while more snapshots are published than its queue holds; another one reads all of them.
 * From [router-document]: a queue holds at most ten snapshots, and the oldest entry is dropped for a new one.
 * Invariant: who reads late finds the newest ones, in order, and is another than who reads at once.
 * One order, no faults: a table.
 */
import { scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { Comparison } from './comparison.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock } from './variants.ts';

const LIMIT = 3;

export default scenario('unread snapshots', modelRouter, {
  invariants: ['serves-as-documented'],
  runs: 1,
  notApplicable: beyondItsOwnLock('*'),
  run(sim, variant) {
    const { router } = new Fleet(sim, variant, { subscriberQueueLimit: LIMIT });
    const compared = new Comparison(sim);
    sim.task('subscribers', async () => {
      const [late, early] = [await router.subscribe(), await router.subscribe()];
      compared.same('two subscribers of one name', false, late.id === early.id || late.id === '');
      const read: number[] = [];
      for (let i = 0; i < LIMIT + 2; i++) {
        await router.publish();
        compared.same('snapshots that wait', Math.min(i + 1, LIMIT), late.size);
        read.push((await early.next())?.sequence ?? 0);
      }
      const kept: number[] = [];
      while (late.size > 0) kept.push((await late.next())?.sequence ?? 0);
      compared.same('what is kept', read.slice(-LIMIT), kept);
      compared.same('how many were read', LIMIT + 2, new Set(read).size);
    });
    return () => [compared.check()];
  },
});
