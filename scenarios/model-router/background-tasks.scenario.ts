/*
 * A router starts its workers, lists what an endpoint has, writes a usage, and is shut down. What runs in the background
 * belongs to none of the callers, so whoever supervises the process has to hear of it by name, and whether anybody waits
 * for it to end by itself. This one waits for all of them.
 * Invariants: the supervisor is told of all that runs in the background; no timer is left behind, which would keep the
 * process. One order: who is told does not depend on it.
 */
import { scenario } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { noTimerLeftBehind, timerKinds } from '../timers.ts';
import { ToldTasks, toldTaskKinds } from '../told-tasks.ts';
import { Endpoints, MODEL } from './endpoints.ts';
import { UsageTables } from './usage-tables.ts';
import { originals } from './variants.ts';

const untold = { '*': 'its source does not say which tasks there are' };

export default scenario('tasks in the background', modelRouter, {
  kinds: { ...toldTaskKinds, ...timerKinds },
  invariants: ['tasks-are-told', 'no-timer-left-behind'],
  runs: 1,
  notApplicable: Object.fromEntries(originals.map((id) => [id, untold])),
  run(sim, variant) {
    const tasks = new ToldTasks((info, body) =>
      sim.spawn({ name: info.name, daemon: false, cancel: () => info.cancel() }, body),
    );
    const endpoints = new Endpoints(sim, 1, {});
    const router = variant.create(
      { endpoints: endpoints.client(), store: new UsageTables(sim).store(), spawn: tasks.spawn },
      { endpoints: endpoints.names, instanceId: 'router' },
    );
    let overAtMs = Infinity;
    sim.task('operator', async () => {
      router.startWorkers();
      await router.listModels('gpu1');
      await router.loadedModels('gpu1');
      router.recordTokens({ endpoint: 'gpu1', model: MODEL, promptTokens: 1, completionTokens: 0 });
      await router.flushRemaining();
      await router.shutdown();
      overAtMs = sim.nowMs;
    });
    return () => [
      tasks.check([
        'flusher, a daemon',
        'fetch models(gpu1), a daemon',
        'fetch loaded(gpu1), a daemon',
        'flush(usage), a daemon',
        'shutdown(router)',
      ]),
      noTimerLeftBehind(sim.nowMs, overAtMs),
    ];
  },
});
