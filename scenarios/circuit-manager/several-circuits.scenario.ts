/*
 * Three circuits, one of which has another's name as the beginning of its own, share a store with keys of others. They
 * are loaded and scaled; then two are deleted at once while the third is updated. The keys
 * and values are written down here, from [circuit-manager-pr] and [backend-ai], and not taken from the code.
 * Invariants: after each step the store holds the keys of the circuits that there are, and those of others, and no more;
 * no timer is left behind.
 * No faults: whatever failed would excuse the manager.
 */
import { type CheckResult, held, KeyValueStore, scenario, violated } from 'heddle';
import {
  type Circuit,
  circuitManagers,
  deleteThenUnload,
  replaceRoutes,
  type Route,
} from '../../systems/circuit-manager/index.ts';
import { circuitDatabase, circuitPort, CIRCUITS } from './circuit-database.ts';
import { noTimerLeftBehind, timerKinds } from '../timers.ts';
import { circuitKinds } from './invariants.ts';

const SETTLED_MS = 10_000;
/** What others keep there. */
const others = {
  'routers/dashboard/rule': 'Host(`dashboard`)',
  'services/bai_session_s1_c99/loadBalancer/servers/0/url': 'http://elsewhere',
};

/** An older coordinator wrote it; it goes with its circuit, if not before. */
const former = 'middlewares/bai_appproxy_plugin_c1/enabled';

const route = (circuit: string, n: number): Route => ({
  session: `s${n}`,
  url: `http://${circuit}-${n}`,
  weight: n,
  healthy: true,
});
const circuit = (id: string, sessions: number): Circuit => ({
  id,
  routes: Array.from({ length: sessions }, (_, i) => route(id, i + 1)),
});

export default scenario('several circuits', circuitManagers, {
  kinds: {
    ...circuitKinds,
    ...timerKinds,
  },
  invariants: ['keys-as-specified', 'no-timer-left-behind'],
  runs: 100,
  run(sim, variant) {
    const circuits = [circuit('c1', 2), circuit('c10', 1), circuit('c2', 3)];
    const db = circuitDatabase(sim, circuits);
    const database = circuitPort(db);
    const store = new KeyValueStore(sim, { name: 'etcd' });
    store.seed({ ...others, [former]: 'true' });
    const manager = variant.create({ proxy: { kind: 'etcd', store }, database }, { spawn: sim.spawn });
    const coordinator = { database, manager };
    let wrong: CheckResult | undefined;
    const compare = (after: string): void => {
      const isGone = db.rows(CIRCUITS).every(({ id }) => id !== 'c1');
      const isExempt = (key: string): boolean => key === 'coordinator/fence' || (key === former && !isGone);
      const expected: Record<string, string> = Object.assign({}, others, ...db.rows(CIRCUITS).map(keysOf));
      const shown = Object.fromEntries([...store.items()].map(({ key, value }) => [key, value]));
      const missing = Object.keys(expected).filter((key) => shown[key] !== expected[key]);
      const extra = Object.keys(shown).filter((key) => !(key in expected) && !isExempt(key));
      if (missing.length + extra.length === 0) return;
      const message = `${after}: missing or other: ${missing.join(', ') || 'none'}; too many: ${extra.join(', ') || 'none'}`;
      const kind = missing.length > 0 ? 'missing-key' : 'stale-key';
      wrong ??= violated('keys-as-specified', kind, message, sim.step);
    };
    let overAtMs = Infinity;
    sim.task('operator', async () => {
      const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['load', () => manager.load(circuits)],
        ['scale out', () => replaceRoutes(coordinator, 'c1', circuit('c1', 3).routes)],
        ['scale in', () => replaceRoutes(coordinator, 'c1', circuit('c1', 1).routes)],
        [
          'two are deleted, one is scaled',
          () =>
            Promise.all([
              deleteThenUnload(coordinator, 'c1'),
              deleteThenUnload(coordinator, 'c2'),
              replaceRoutes(coordinator, 'c10', circuit('c10', 2).routes),
            ]),
        ],
        ['unloaded once more, together', () => manager.unload([circuit('c1', 1), circuit('c2', 3)])],
      ];
      for (const [name, step] of steps) {
        await step();
        overAtMs = sim.nowMs;
        if (name !== steps.at(-1)?.[0]) await new Promise((resolve) => void setTimeout(resolve, SETTLED_MS));
        compare(name);
      }
    });
    return () => [wrong ?? held('keys-as-specified'), noTimerLeftBehind(sim.nowMs, overAtMs)];
  },
});

/** All that the proxy is to know of a circuit. */
function keysOf({ id, routes }: Circuit): Record<string, string> {
  const keys: Record<string, string> = {
    [`routers/bai_router_${id}/rule`]: `Host(\`${id}\`)`,
    [`routers/bai_router_${id}/service`]: `bai_service_${id}`,
    [`middlewares/appproxy/plugin/bai_appproxy_plugin_${id}/enabled`]: 'true',
  };
  routes
    .filter(({ healthy }) => healthy)
    .forEach(({ session, url, weight }, i) => {
      keys[`services/bai_service_${id}/weighted/services/${i}/name`] = `bai_session_${session}_${id}`;
      keys[`services/bai_service_${id}/weighted/services/${i}/weight`] = String(weight);
      keys[`services/bai_session_${session}_${id}/loadBalancer/servers/0/url`] = url;
    });
  return keys;
}
