/*
 * Three rows are put, one batch each, and the writer is stopped while it writes the first; another writer is stopped when
 * there is nothing to write. From [batch-writer-pr]: the loop
 * is a task of the event loop's, which ends with it. Whoever supervises the process has to hear of each task by name, and
 * whether anybody waits for it to end by itself.
 * Invariant: the supervisor is told of all that runs in the background. One order: who is told does not depend on it.
 */
import { scenario } from 'heddle';
import { batchWriters } from '../../systems/batch-writer/index.ts';
import { ToldTasks, toldTaskKinds } from '../told-tasks.ts';
import { UsageLog } from './usage-log.ts';

const loop = ['writer, a daemon'];
const tasksOf: Readonly<Record<string, readonly string[]>> = {
  'p0-join-then-cancel': loop,
  'p1-cancel-on-stop': loop,
  'p2-shielded-flush': [...loop, 'flush(r1), a daemon'],
  'p3-stop-event': loop,
  hardened: [...loop, 'drain'],
};
const writesInPut = { '*': 'writes within put, or not at all: nothing runs in the background' };

export default scenario('tasks in the background', batchWriters, {
  kinds: toldTaskKinds,
  invariants: ['tasks-are-told'],
  runs: 1,
  notApplicable: { single: writesInPut, noop: writesInPut },
  run(sim, { create }, _, variantId) {
    const tasks = new ToldTasks(sim.spawn);
    const log = new UsageLog(sim, create, { maxBatch: 1, spawn: tasks.spawn });
    const idle = new UsageLog(sim, create, { maxBatch: 1, spawn: tasks.spawn });
    sim.task('day', async () => {
      idle.writer.start();
      await idle.stop();
      log.writer.start();
      await log.burst('r', 3);
      await log.stop();
    });
    return () => [tasks.check([...loop, ...(tasksOf[variantId] ?? [])])];
  },
});
