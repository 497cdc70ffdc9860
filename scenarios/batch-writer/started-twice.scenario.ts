/*
 * The writer is started twice, as by two lifespan hooks. The first writer asks whether it runs ([any-llm], `start`); the
 * later ones do not ([otari], `start`, which the fix leaves as it was): there are two loops, and stop knows of the second
 * alone. From [fidelity-rules]: what returned normally was accepted.
 * Invariant: nothing is lost, stop ends, and when it has resolved nothing is written any more.
 * No faults: what a second start does, it does on an ordinary day.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-lost-rows', 'no-duplicate-rows', 'bounded-stop', 'nothing-after-stop'];

export default scenario('a second start', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p1-cancel-on-stop': { 'no-lost-rows': 'violated', 'nothing-after-stop': 'violated' },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated' },
      'p3-stop-event': { 'nothing-after-stop': 'violated' },
    },
    {
      'no-lost-rows': 'the batch in flight is in neither the queue nor the database',
      'nothing-after-stop': 'stop knows of the second loop alone',
    },
  ),
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    log.writer.start();
    log.writer.start();
    log.producer(rows);
    log.stopper();
    return () => log.checks(invariants);
  },
});
