/*
 * A flush is cancelled in mid-transaction: the periodic one, or one that somebody asked for. From the code of
 * [nomyo-router]: a transaction is rolled back on an error, and a cancellation is none, so it stays open on the one
 * connection and the next flush begins inside it. Invariants: Σ accepted = Σ committed + Σ buffered, in both tables; no
 * row twice; the tables agree; no transaction is left open.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { inEach, reasoned, violatedBy } from '../expected.ts';
import { Fleet } from './fleet.ts';
import { except, originals } from './variants.ts';

export default scenario('a flush is cancelled', modelRouter, {
  workload: fc.record({ usages: fc.integer({ min: 1, max: 2 }), flushes: fc.integer({ min: 1, max: 2 }) }),
  invariants: ['no-transaction-left-open', 'no-lost-rows', 'no-duplicate-rows', 'totals-agree'],
  expect: reasoned(
    violatedBy({
      'no-transaction-left-open': originals,
      'no-lost-rows': originals,
      'no-duplicate-rows': ['v0-live-buffer'],
      'totals-agree': originals,
    }),
    {
      'no-transaction-left-open': 'a transaction is rolled back on an error, and a cancellation is none',
      'no-lost-rows': inEach(
        except(originals, 'v0-live-buffer'),
        'the buffers are cleared before the first statement, and nothing puts the rows back',
      ),
      'totals-agree': 'counts and series are two transactions',
    },
  ),
  faults: { budget: 2, cancel: ['flusher', 'flush-remaining*'] },
  run(sim, variant, { usages, flushes }) {
    const fleet = new Fleet(sim, variant, { flushIntervalMs: 50 });
    fleet.router.startWorkers();
    fleet.producer(usages);
    for (let i = 1; i <= flushes; i++) {
      const flush = `flush-remaining${i}`;
      fleet.actor(flush, (self) => fleet.router.flushRemaining(self), { startMs: [20, 300] });
    }
    const { accounts, tables } = fleet;
    return () => [
      tables.noTransactionLeftOpen(),
      accounts.noLostRows(),
      accounts.noDuplicateRows(),
      accounts.totalsAgree(),
    ];
  },
});
