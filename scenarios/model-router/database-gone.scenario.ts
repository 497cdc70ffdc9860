/*
 * The database refuses everything, for good. A usage is waiting to be written when the router is shut down, or told to
 * write what it has. From [fidelity-rules] and ours: shutdown gives up in time, what could not be written stays buffered,
 * and when it has given up it lets the database be.
 * Invariant: what clients are told and what is kept is what ours says; no timer is left behind.
 * One order: the refusal is the story.
 */
import { scenario } from 'heddle';
import { modelRouter, type UsageStore } from '../../systems/model-router/index.ts';
import { noTimerLeftBehind, timerKinds } from '../timers.ts';
import { Comparison, errorOf, sleep } from './comparison.ts';
import { Endpoints, MODEL } from './endpoints.ts';
import { originals } from './variants.ts';

const SHUTDOWN_TIMEOUT_MS = 4_000;
/** Two periodic flushes, and half a period. */
const IDLE_MS = 25_000;
const dropsAtOnce = { '*': 'writes once at shutdown, and drops what is refused' };

export default scenario('the database is gone', modelRouter, {
  kinds: timerKinds,
  invariants: ['serves-as-documented', 'no-timer-left-behind'],
  runs: 1,
  timerLatenessMs: 0,
  notApplicable: Object.fromEntries(originals.map((id) => [id, dropsAtOnce])),
  run(sim, variant) {
    let attempts = 0;
    const gone = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(new Error('the database is gone'));
    };
    const store: UsageStore = {
      begin: gone,
      insertCounts: gone,
      insertSeries: gone,
      insertFlush: gone,
      commit: gone,
      rollback: gone,
    };
    const endpoints = new Endpoints(sim, 1, {});
    const router = variant.create(
      { endpoints: endpoints.client(), store, spawn: sim.spawn },
      { endpoints: endpoints.names, instanceId: 'router', shutdownTimeoutMs: SHUTDOWN_TIMEOUT_MS },
    );
    const usage = { endpoint: 'gpu1', model: MODEL, promptTokens: 1, completionTokens: 2 };
    const compared = new Comparison(sim);
    let overAtMs = Infinity;
    sim.task('operator', async () => {
      router.startWorkers();
      await sleep(IDLE_MS);
      await router.flushRemaining();
      compared.same('attempts to write nothing', 0, attempts);
      router.recordTokens(usage);
      await router.flushRemaining();
      compared.same('attempts of a flush, with its roll-back', 2, attempts);
      const { unconfirmed, ...rest } = router.buffered();
      compared.same('what is buffered', { queued: [], counts: [], series: [] }, rest);
      compared.same('what is not confirmed', [usage], unconfirmed?.counts);
      compared.same('its rows', 1, unconfirmed?.series.length);
      const beganMs = sim.nowMs;
      await router.shutdown();
      compared.same('shutdown took its time', true, sim.nowMs - beganMs <= SHUTDOWN_TIMEOUT_MS);
      compared.same('it tried again, and not without a pause', true, attempts > 10 && attempts < 50);
      compared.same('what is kept', [usage], router.buffered().unconfirmed?.counts);
      compared.same(
        'a usage too late',
        'RouterClosed',
        await errorOf(async () => router.recordTokens(usage)),
      );
      overAtMs = sim.nowMs;
      const atEnd = attempts;
      await sleep(1_000);
      compared.same('attempts after the end', 0, attempts - atEnd);
    });
    return () => [compared.check(), noTimerLeftBehind(sim.nowMs, overAtMs)];
  },
});
