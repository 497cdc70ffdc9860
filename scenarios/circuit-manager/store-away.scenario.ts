/*
 * The store refuses everything for a while, then works again; meanwhile a circuit is deleted. Ours says that it tries
 * again until the proxy shows what the database says, a second after each failure unless it is told otherwise, and that
 * whoever runs it is told of each.
 * Invariants: it tries as often as it says and tells of each failure with the circuit; when the store is back the keys are
 * gone. One order: the refusal is the story.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { circuitManagers, type KeyValueStore } from '../../systems/circuit-manager/index.ts';
import { circuitDatabase, circuitPort } from './circuit-database.ts';
import { Etcd } from './etcd.ts';
import { circuitKinds } from './invariants.ts';

const INVARIANT = 'retries-as-it-says';
const AWAY_MS = 5_500;
const ID = 'c1';
const originals = Object.keys(circuitManagers.variants).filter((id) => id !== 'hardened');
const triesOnce = { '*': 'tries once; the next health check comes by itself' };

export default scenario('the store is away', circuitManagers, {
  kinds: { ...circuitKinds, 'wrong-retries': 'It tried more or less often than it says, or told nobody.' },
  invariants: [INVARIANT],
  runs: 1,
  timerLatenessMs: 0,
  notApplicable: Object.fromEntries(originals.map((id) => [id, triesOnce])),
  run(sim, variant) {
    const results: CheckResult[] = [];
    const story = async (retryMs: number | undefined, isTold: boolean): Promise<void> => {
      const route = { session: 's1', url: 'http://s1', weight: 1, healthy: true };
      const circuits = [{ id: ID, routes: [route] }];
      const database = circuitPort(circuitDatabase(sim, []));
      const etcd = new Etcd(sim, circuits);
      const { port } = etcd;
      if (port.kind !== 'etcd') return;
      const backMs = sim.nowMs + AWAY_MS;
      let refusals = 0;
      const store: KeyValueStore = {
        ...bound(port.store),
        put: async (key, value) => {
          if (sim.nowMs >= backMs) return port.store.put(key, value);
          refusals += 1;
          throw new Error('away');
        },
      };
      const told: string[] = [];
      const onError = (circuit: string, error: unknown): void =>
        void told.push(`${circuit}: ${error instanceof Error ? error.message : ''}`);
      const manager = variant.create(
        { proxy: { kind: 'etcd', store }, database },
        { spawn: sim.spawn, ...(retryMs !== undefined && { retryMs }), ...(isTold && { onError }) },
      );
      await manager.unload(circuits);
      const due = Math.ceil(AWAY_MS / (retryMs ?? 1_000));
      const isShown = !etcd.show(ID).routed;
      const isRight =
        refusals === due &&
        isShown &&
        told.every((one) => one === `${ID}: away`) &&
        told.length === (isTold ? due : 0);
      if (isRight) return;
      const message = `refused ${refusals} times, not ${due}; told: ${told.join(', ') || 'nothing'}; ${isShown ? 'gone' : 'still there'}`;
      results.push(violated(INVARIANT, 'wrong-retries', message, sim.step));
    };
    sim.task('operator', async () => {
      await story(undefined, true);
      await story(2_000, false);
    });
    return () => [results[0] ?? held(INVARIANT)];
  },
});

/** Its calls, as functions of their own. */
function bound(store: KeyValueStore): KeyValueStore {
  return {
    putPrefix: (entries) => store.putPrefix(entries),
    deletePrefix: (prefix) => store.deletePrefix(prefix),
    range: (prefix) => store.range(prefix),
    put: (key, value) => store.put(key, value),
    replace: (prefixes, entries, guard) => store.replace(prefixes, entries, guard),
  };
}
