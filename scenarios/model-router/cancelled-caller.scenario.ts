/*
 * Several callers wait for the models of one endpoint, and some of them are cancelled (their clients went away). From
 * [nomyo-router]: callers that share a fetch await its task, and in asyncio cancelling who awaits a task cancels the
 * task.
 * Invariant: a cancelled caller hurts no other.
 */
import fc from 'fast-check';
import { CancellationLog, noCollateralCancellation, scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { Fleet } from './fleet.ts';
import { withSharedFetches } from './variants.ts';

export default scenario('a caller of a shared fetch is cancelled', modelRouter, {
  workload: fc.record({ callers: fc.integer({ min: 2, max: 3 }) }),
  invariants: ['no-collateral-cancellation'],
  expect: reasoned(violatedBy({ 'no-collateral-cancellation': withSharedFetches }), {
    'no-collateral-cancellation': 'cancelling who awaits a task cancels the task',
  }),
  faults: { budget: 2, cancel: ['caller*'] },
  run(sim, variant, { callers }) {
    const cancellations = new CancellationLog(sim);
    const fleet = new Fleet(sim, variant, { cancellations });
    const tasks = Array.from({ length: callers }, (_, i) =>
      fleet.actor(`caller${i + 1}`, (self) => fleet.list('models', 'gpu1', self)),
    );
    return () => [noCollateralCancellation(tasks, cancellations.cancelled)];
  },
});
