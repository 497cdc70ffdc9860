/*
 * The process dies at any moment, perhaps twice; all memory is gone, what was committed stays. The source of the rows
 * outlives it and puts again what the writer has not said to be written or dropped (at least once). From
 * [fidelity-rules]: exactly once across a crash or a lost reply needs an idempotency key. The originals claim nothing
 * here: where nobody puts again they lose what was in memory, and where somebody does, they may write it twice. So what
 * is expected of them below are rows that this scenario's source sends again; nobody sends them again in the original,
 * whose gateway writes a row once the request is over.
 * Invariant: each row is stored exactly once.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const invariants = ['no-lost-rows', 'no-duplicate-rows', 'batch-size'];

export default scenario('a crash, and rows put again', batchWriters, {
  workload: fc.record({ rows: fc.integer({ min: 1, max: 3 }), maxBatch: fc.integer({ min: 1, max: 2 }) }),
  invariants,
  notApplicable: inapplicable,
  // Rows that the source of this story puts again after the crash: not of the original's making.
  expect: reasoned(
    {
      'p0-join-then-cancel': { 'no-duplicate-rows': 'violated' },
      'p1-cancel-on-stop': { 'no-duplicate-rows': 'violated' },
      'p2-shielded-flush': { 'no-duplicate-rows': 'violated' },
      'p3-stop-event': { 'no-duplicate-rows': 'violated' },
      single: { 'no-duplicate-rows': 'violated' },
    },
    { 'no-duplicate-rows': 'what is put again is written again: no key tells that it is there already' },
  ),
  faults: { budget: 2, crash: true, operations: { 'db.commit': ['lost-reply'] } },
  run(sim, { create }, { rows, maxBatch }) {
    const log = new UsageLog(sim, create, { maxBatch });
    const serve = (): void => {
      log.writer.start();
      log.producer(rows);
    };
    serve();
    sim.onRestart(() => {
      log.restart();
      serve();
    });
    return () => log.checks(invariants);
  },
});
