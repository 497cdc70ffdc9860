/*
 * Nothing goes wrong: rows come, the writer writes them, and it is stopped, perhaps right behind the last ones. It may
 * have been started twice, as by two hooks, and somebody may start it once more when it has stopped.
 * Invariants: no put is refused before stop; nothing is dropped; rows are written while the writer runs, and said to be;
 * and none twice; when the writer has stopped, no timer runs on.
 * No faults: whatever went wrong would excuse the writer.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { reasoned } from '../expected.ts';
import { noTimerLeftBehind, timerKinds } from '../timers.ts';
import {
  acceptsUntilStop,
  acknowledgedIsStored,
  dropsNothing,
  LONG_MS,
  serviceInvariants,
  serviceKinds,
  writtenBeforeStop,
} from './service.ts';
import { inapplicable, invariants, UsageLog } from './usage-log.ts';

export default scenario('an uneventful day', batchWriters, {
  workload: fc.record({
    rows: fc.integer({ min: 0, max: 3 }),
    late: fc.integer({ min: 0, max: 2 }),
    last: fc.integer({ min: 0, max: 3 }),
    maxBatch: fc.integer({ min: 1, max: 2 }),
    starts: fc.integer({ min: 1, max: 2 }),
    startsAgain: fc.boolean(),
  }),
  kinds: {
    ...serviceKinds,
    ...timerKinds,
  },
  invariants: [...invariants, ...serviceInvariants, 'no-timer-left-behind'],
  notApplicable: inapplicable,
  expect: reasoned(
    {
      'p1-cancel-on-stop': {
        'no-lost-rows': 'violated',
        'nothing-after-stop': 'violated',
        'batch-size': 'violated',
      },
      'p2-shielded-flush': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
      // Its second start is a second loop, of which stop knows nothing.
      'p3-stop-event': { 'nothing-after-stop': 'violated', 'batch-size': 'violated' },
    },
    {
      'no-lost-rows': 'the batch in flight is in neither the queue nor the database',
      'nothing-after-stop': 'stop knows of the second loop alone',
      'batch-size': 'what is left is flushed in one go',
    },
  ),
  run(sim, { create }, { rows, late, last, maxBatch, starts, startsAgain }) {
    const log = new UsageLog(sim, create, { maxBatch });
    let atStop: readonly string[] = [];
    let stoppedAtMs = Infinity;
    for (let i = 0; i < starts; i++) log.writer.start();
    sim.task('day', async () => {
      await log.burst('r', rows);
      await sleep(LONG_MS);
      // The writer has gone to sleep meanwhile.
      await log.burst('s', late);
      await sleep(LONG_MS);
      atStop = log.buffered().map(({ id }) => id);
      // These are still in the buffer.
      await log.burst('t', last);
      await log.stop();
      stoppedAtMs = sim.nowMs;
      if (startsAgain) log.writer.start();
    });
    return () => [
      ...log.checks(),
      acceptsUntilStop(log),
      dropsNothing(log),
      writtenBeforeStop(atStop),
      acknowledgedIsStored(log),
      noTimerLeftBehind(sim.nowMs, stoppedAtMs, LONG_MS),
    ];
  },
});

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
