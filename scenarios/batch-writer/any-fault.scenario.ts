/*
 * The component's whole fault menu at once, as [fidelity-rules] fix it: errors, stalls, lost replies, cancelled tasks,
 * a crash after which the source puts again what was not acknowledged, and SIGTERM at any moment.
 * Invariant: all of them.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { everyFault } from './faults.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('any fault at any moment', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: {
    ...inapplicable,
    'p3-stop-event': {
      'bounded-stop': 'breaks at two stalls in one run, which are rare here: see wedged-flush',
    },
  },
  // `no-duplicate-rows`: of rows that this story's source puts again after a crash (see crash.scenario.ts).
  expect: reasoned(
    {
      'p0-join-then-cancel': {
        'no-lost-rows': 'violated',
        'no-duplicate-rows': 'violated',
        'bounded-stop': 'violated',
        'nothing-after-stop': 'violated',
        'no-deadlock': 'violated',
      },
      'p1-cancel-on-stop': {
        'no-lost-rows': 'violated',
        'no-duplicate-rows': 'violated',
        'bounded-stop': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p2-shielded-flush': {
        'no-lost-rows': 'violated',
        'no-duplicate-rows': 'violated',
        'bounded-stop': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p3-stop-event': {
        'no-lost-rows': 'violated',
        'no-duplicate-rows': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      single: { 'no-duplicate-rows': 'violated' },
    },
    {
      'no-lost-rows': { 'p1-cancel-on-stop': 'the batch in flight is in neither the queue nor the database' },
      'nothing-after-stop': { 'p2-shielded-flush': 'the shielded flush goes on alone' },
      'batch-size': 'what is left is flushed in one go',
      'no-duplicate-rows': 'what is put again is written again: no key tells that it is there already',
    },
  ),
  faults: everyFault,
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    const serve = (): void => {
      log.writer.start();
      log.producer(rows, 'the-end');
      log.stopper();
    };
    serve();
    sim.onRestart(() => {
      log.restart();
      serve();
    });
    return () => log.checks();
  },
});
