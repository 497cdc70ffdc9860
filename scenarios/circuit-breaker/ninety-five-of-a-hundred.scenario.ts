/*
 * A hundred calls within the window, 94 of them failed, then 95 of them. From [circuit-breaker-pr]: unavailable from a
 * ratio of 0.95 of the last 100 records on. Ours uses the same sum with a lower ratio, and opens as soon as it is
 * reached.
 * Invariant: a ratio of 0.95 is between the two. The numbers: whether the model is unavailable (1) in the end.
 * One thread, no faults: a sum.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn } from '../expected.ts';
import { alone } from './alone.ts';
import { breakerKinds } from './oracles.ts';

const counts = [94, 95] as const;
const column = (failures: number): string => `${failures} of 100 failed: unavailable`;
const claimed = { [column(94)]: 0, [column(95)]: 1 };
const otherRule = { 'trips-at-the-ratio': 'judges by errors in a row, not by a ratio' };

export default scenario('94 and 95 of 100', circuitBreakers, {
  kinds: breakerKinds,
  invariants: ['trips-at-the-ratio'],
  claims: claimedIn('circuit-breaker-pr, its tests', {
    'b4-load-or-store': { 'trips-at-the-ratio': 'holds' },
  }),
  notApplicable: {
    'b0-one-error': otherRule,
    'b1-error-list': otherRule,
    'b2-ring-of-errors': otherRule,
    hardened: { 'trips-at-the-ratio': 'its ratio is 0.8' },
  },
  documented: {
    source: 'circuit-breaker-pr',
    columns: counts.map(column),
    figures: {
      'b3-failure-ratio': claimed,
      'b3rw-read-lock-first': claimed,
      'b3z-status-zero': claimed,
      'b4-load-or-store': claimed,
    },
  },
  runs: 1,
  run(sim, variant) {
    const breaker = alone(variant);
    const unavailable = new Map<number, boolean>();
    sim.task('calls', async () => {
      for (const failures of counts) {
        const model = `m${failures}`;
        // The good ones are spread evenly.
        for (let i = 0, good = 0; i < 100; i++) {
          const isGood = good < ((100 - failures) * (i + 1)) / 101;
          if (isGood) good += 1;
          await breaker.record(model, isGood ? 200 : 429);
        }
        unavailable.set(failures, !(await breaker.isAvailable(model)));
        sim.measure(column(failures), Number(unavailable.get(failures)));
      }
    });
    return (): CheckResult[] => {
      const asStated = counts.every((failures) => unavailable.get(failures) === failures >= 95);
      if (asStated) return [held('trips-at-the-ratio')];
      const seen = counts.map((failures) => `${failures}: ${unavailable.get(failures) ? 'un' : ''}available`);
      return [violated('trips-at-the-ratio', 'wrong-trip', `of 100 calls failed ${seen.join(', ')}`)];
    };
  },
});
