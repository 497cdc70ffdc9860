/*
 * The database fails at any statement, stalls, or commits and loses the reply, in the flusher's transaction or in that
 * of the shutdown. From the code of [nomyo-router]: the buffers are cleared before the first statement, counts and
 * series are two transactions, and nothing is tried again. No crash: no variant claims that usages in memory survive
 * one.
 * Invariants: Σ accepted = Σ committed + Σ buffered, in both tables; no row twice; the tables agree; after a shutdown
 * all is written, unless the database does not answer; shutdown ends within its bound; one error does not end the
 * periodic flush (in the original, `flush_buffer` catches nothing but its cancellation).
 */
import fc from 'fast-check';
import { boundedStop, scenario, StopProbe } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { inEach, reasoned, violatedBy } from '../expected.ts';
import { Fleet, loopKinds, SHUTDOWN_SLACK_MS, SHUTDOWN_TIMEOUT_MS } from './fleet.ts';
import { except, originals } from './variants.ts';

export default scenario('a database error', modelRouter, {
  workload: fc.record({ usages: fc.integer({ min: 1, max: 2 }) }),
  invariants: [
    'no-lost-rows',
    'no-duplicate-rows',
    'totals-agree',
    'all-written-at-shutdown',
    'bounded-stop',
    'flushing-goes-on',
  ],
  kinds: loopKinds,
  expect: reasoned(
    violatedBy({
      'no-lost-rows': originals,
      'no-duplicate-rows': ['v0-live-buffer'],
      'totals-agree': originals,
      'all-written-at-shutdown': originals,
      'bounded-stop': originals,
      'flushing-goes-on': originals,
    }),
    {
      'no-lost-rows': inEach(
        except(originals, 'v0-live-buffer'),
        'the buffers are cleared before the first statement, and nothing puts the rows back',
      ),
      'all-written-at-shutdown': inEach(
        except(originals, 'v0-live-buffer'),
        'the buffers are cleared before the first statement, and nothing puts the rows back',
      ),
      'totals-agree': 'counts and series are two transactions',
      'bounded-stop': 'nothing bounds a statement',
      'flushing-goes-on': 'the periodic flush catches nothing but its cancellation',
    },
  ),
  faults: {
    budget: 2,
    operations: {
      'db.begin': ['error', 'stall', 'lost-reply'],
      'db.update': ['error', 'stall', 'lost-reply'],
      'db.insert': ['error', 'stall', 'lost-reply'],
      'db.commit': ['error', 'stall', 'lost-reply'],
    },
  },
  run(sim, variant, { usages }) {
    const fleet = new Fleet(sim, variant, { flushIntervalMs: 50 });
    const probe = new StopProbe(sim);
    fleet.router.startWorkers();
    fleet.producer(usages);
    const startMs = [100, Infinity] as const;
    sim.task('sigterm', () => probe.run(() => fleet.router.shutdown()), { late: true, startMs });
    const { accounts } = fleet;
    return () => [
      accounts.noLostRows(),
      accounts.noDuplicateRows(),
      accounts.totalsAgree(),
      accounts.allWritten(),
      fleet.flushingGoesOn(),
      boundedStop(probe, SHUTDOWN_TIMEOUT_MS + SHUTDOWN_SLACK_MS),
    ];
  },
});
