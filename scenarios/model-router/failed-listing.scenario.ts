/*
 * The listing of an endpoint's models fails, and somebody asks for its loaded models. From [nomyo-router]: one error
 * cache, written by the listing of models and read by both, until v5 kept them apart.
 * Invariant: a failure of one listing does not empty the other.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Fleet } from './fleet.ts';
import { withSeparateFetches } from './variants.ts';

export default scenario('a listing fails', modelRouter, {
  workload: fc.record({ callers: fc.integer({ min: 1, max: 2 }) }),
  invariants: ['failures-kept-apart'],
  claims: claimedIn('nomyo-router, the split of the error cache', {
    'v5-split-error-cache': { 'failures-kept-apart': 'holds' },
  }),
  expect: reasoned(violatedBy({ 'failures-kept-apart': [...withSeparateFetches, 'v4-shared-fetch'] }), {
    'failures-kept-apart': 'one error cache, written by the listing of models and read by both',
  }),
  faults: { operations: { 'http.get': ['error', 'status-500'], 'http.body': ['error'] } },
  run(sim, variant, { callers }) {
    const fleet = new Fleet(sim, variant, { statusFaults: [500] });
    let emptied: { readonly caller: string; readonly step: number } | undefined;
    sim.task('models-caller', () => fleet.list('models', 'gpu1'));
    for (let i = 1; i <= callers; i++) {
      sim.task(`loaded-caller${i}`, async () => {
        const { version } = await fleet.list('loaded', 'gpu1');
        if (version === 0 && !fleet.endpoints.failed.has('gpu1/api/ps'))
          emptied ??= { caller: `loaded-caller${i}`, step: sim.step };
      });
    }
    return (): CheckResult[] => {
      if (emptied === undefined) return [held('failures-kept-apart')];
      const { caller, step } = emptied;
      const message = `${caller} got no loaded models of gpu1, whose listing of them never failed`;
      return [violated('failures-kept-apart', 'wrong-result', message, step)];
    };
  },
});
