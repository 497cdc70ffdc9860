/*
 * A client passes each chunk on to his user, which takes its time, and takes leave of him at the end. He is cancelled twice
 * in one turn, and once more before or after: while he waits for a chunk, while he passes one on, or while he takes leave.
 * From [fidelity-rules], 3 and 5: cancelling rejects the await at which a task is suspended, or else the next one
 * that knows of the task; it may be done again; `finally` blocks may await.
 * Invariant: who was cancelled reads on no more; each cancellation rejects one await, so leave is taken unless he is
 * cancelled in the middle of it.
 * No faults: the cancellations are part of the story.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { modelRouter, type Scope, Task } from '../../systems/model-router/index.ts';
import { chunk, MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock } from './variants.ts';

const SPAN_MS: readonly [number, number] = [0, 400];

export default scenario('a client is cancelled between two chunks', modelRouter, {
  kinds: {
    'wrong-cancellation': 'Who was cancelled went on, or more of him was cut off than the await he was at.',
  },
  invariants: ['cancelled-once-each'],
  notApplicable: beyondItsOwnLock('*'),
  runs: 60,
  run(sim, variant) {
    const fleet = new Fleet(sim, variant, { chunks: [chunk(0), chunk(0), chunk(3)] });
    const pass = sim.operation('pass', { latencyMs: [10, 100] });
    let at: 'asking' | 'reading' | 'passing on' | 'leaving' | 'gone' | 'cut off' = 'asking';
    let isCancelled = false;
    let isCutOff = false;
    let chunksSince = 0;
    const body = async (self: Scope): Promise<void> => {
      const stream = await fleet.router.complete(MODEL, 'hello', self);
      at = 'reading';
      try {
        while ((await stream.next()).done !== true) {
          if (isCancelled) chunksSince += 1;
          at = 'passing on';
          // His user's connection knows nothing of the task.
          await pass.call('chunk', () => {});
          at = 'reading';
        }
      } finally {
        at = 'leaving';
        await self.wait(pass.call('leave', () => {})).then(
          () => void (at = 'gone'),
          () => void (at = 'cut off'),
        );
      }
    };
    sim.task('requests', async () => {
      await fleet.warmUp();
      const client = Task.start('client', body, { spawn: sim.spawn });
      const cancel = (times: number): void => {
        isCancelled = true;
        isCutOff ||= at === 'leaving';
        for (let i = 0; i < times; i++) client.cancel();
      };
      sim.task('user', async () => cancel(2), { startMs: SPAN_MS });
      sim.task('operator', async () => cancel(1), { startMs: SPAN_MS });
      await client.result.catch(() => {});
    });
    return (): CheckResult[] => {
      const found: string[] = [];
      if (chunksSince > 0) found.push(`read ${chunksSince} chunks more when he was cancelled`);
      if (isCutOff !== (at === 'cut off')) {
        found.push(
          isCutOff ? 'took leave although he was cancelled meanwhile' : 'was cut off as he took leave',
        );
      }
      if (found.length === 0) return [held('cancelled-once-each')];
      return [violated('cancelled-once-each', 'wrong-cancellation', `client ${found.join(', and ')}`)];
    };
  },
});
