/*
 * Whoever listens to what is written throws: a counter that is not there, a log that cannot be written. The error belongs
 * to nobody's call but to the background task, for whose end stop waits. Reasoned, and told by no source: a cancellation of
 * the task is no news to who stops it, any other error is.
 * Invariant: stop rejects with an error that ended the background task. No faults: the listener is the story.
 */
import { held, scenario, violated } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { inapplicable, UsageLog } from './usage-log.ts';

const NOTHING_LISTENS = 'no counter to count in';

export default scenario('a listener that throws', batchWriters, {
  kinds: { 'swallowed-error': 'The background task ended with an error, and stop did not say so.' },
  invariants: ['task-error-is-told'],
  runs: 50,
  notApplicable: {
    'p0-join-then-cancel': { '*': 'its stop waits for a queue that nobody empties any more' },
    single: { '*': 'tells of it in put' },
    noop: inapplicable.noop,
  },
  run(sim, { create }) {
    const log = new UsageLog(sim, create, {
      maxBatch: 1,
      onWritten: () => {
        throw new Error(NOTHING_LISTENS);
      },
    });
    let told: unknown;
    sim.task('day', async () => {
      log.writer.start();
      await log.burst('r', 1);
      await new Promise((resolve) => void setTimeout(resolve, 5_000));
      await log.stop().catch((error: unknown) => (told = error));
    });
    return () => [
      told instanceof Error && told.message === NOTHING_LISTENS
        ? held('task-error-is-told')
        : violated('task-error-is-told', 'swallowed-error', `stop told of: ${String(told)}`),
    ];
  },
});
